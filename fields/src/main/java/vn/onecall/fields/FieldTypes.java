package vn.onecall.fields;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The field types that the product knows, by the names that a policy file may use. Some take
 * parameters from the policy file ({@link #configure}); the others are there by their names alone.
 */
public final class FieldTypes {

  private final Map<String, FieldType> byName;

  private FieldTypes(Map<String, FieldType> byName) {
    this.byName = byName;
  }

  /**
   * All types, without numbers of payment cards.
   *
   * @param clock tells which day it is; a date of birth is not in the future
   */
  public static FieldTypes standard(InstantSource clock) {
    return standard(clock, CardNumbers.REFUSED);
  }

  /**
   * All types.
   *
   * @param clock tells which day it is; a date of birth is not in the future
   */
  public static FieldTypes standard(InstantSource clock, CardNumbers cardNumbers) {
    Today today = new Today(clock);
    return of(
        List.of(
            PersonChoices.title(),
            new FullName(),
            PersonChoices.gender(),
            new BirthDate(today),
            new ContactAddress(),
            new Email(),
            new Phone(),
            new Fax(),
            new IdentityNumber(today),
            new LegacyIdentityNumber(),
            new BankAccount(),
            new PaymentCard(cardNumbers),
            new DeviceAddress(),
            new FreeText(),
            new Document(),
            new CalendarDate(),
            PersonChoices.yesNo()));
  }

  /**
   * Types of one's own choice.
   *
   * @throws IllegalArgumentException if two of them have one name
   */
  public static FieldTypes of(Collection<FieldType> types) {
    Map<String, FieldType> byName = new TreeMap<>();
    for (FieldType type : types) {
      if (byName.put(type.name(), type) != null) {
        throw new IllegalArgumentException("Two field types are named " + type.name());
      }
    }
    return new FieldTypes(byName);
  }

  /**
   * These types and one more.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public FieldTypes with(FieldType type) {
    List<FieldType> all = new ArrayList<>(byName.values());
    all.add(type);
    return of(all);
  }

  /**
   * The type of that name with those parameters, as a policy file gives them. {@code short-text}
   * takes {@code longest} (code points, 1 to 500), {@code whole-number} takes {@code least} and
   * {@code most}, {@code choice} takes {@code options} (codes such as {@code on-site}, with commas
   * between them); each of them must be given. The other types take none.
   *
   * @throws IllegalArgumentException naming the type, and the parameter that is missing, unknown or
   *     bad
   */
  public FieldType configure(String type, Map<String, String> parameters) {
    Parameters given = new Parameters(type, parameters);
    FieldType configured =
        switch (type) {
          case Parameters.SHORT_TEXT -> given.shortText();
          case Parameters.WHOLE_NUMBER -> given.wholeNumber();
          case Parameters.CHOICE -> given.choice();
          default -> get(type);
        };
    given.finish();
    return configured;
  }

  /** The type of that name, if there is one that takes no parameters. */
  public Optional<FieldType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException naming the types that there are
   */
  public FieldType get(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no field type " + name + "; there are " + names()));
  }

  /** The names of the types that take no parameters, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }
}
