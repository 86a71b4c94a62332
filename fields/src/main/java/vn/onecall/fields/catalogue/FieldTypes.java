package vn.onecall.fields.catalogue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.contacts.ContactTypes;
import vn.onecall.fields.payment.CardNumberPolicy;
import vn.onecall.fields.payment.PaymentTypes;
import vn.onecall.fields.people.PersonTypes;
import vn.onecall.fields.structured.Document;
import vn.onecall.fields.text.CalendarDate;
import vn.onecall.fields.text.Choice;
import vn.onecall.fields.text.FreeText;

/**
 * The field types of the product, by the names that a policy file may use. Some need parameters
 * from the policy file ({@link #configure}); the others need only their name.
 */
public final class FieldTypes {

  private final Map<String, FieldType> byName;

  private FieldTypes(Map<String, FieldType> byName) {
    this.byName = byName;
  }

  /**
   * All types; numbers of payment cards are refused.
   *
   * @param clock tells which day it is, since a birth date is never in the future
   */
  public static FieldTypes standard(InstantSource clock) {
    return standard(clock, CardNumberPolicy.REFUSED);
  }

  /**
   * All types.
   *
   * @param clock tells which day it is, since a birth date is never in the future
   */
  public static FieldTypes standard(InstantSource clock, CardNumberPolicy cardNumbers) {
    List<FieldType> all =
        new ArrayList<>(
            List.of(new FreeText(), new CalendarDate(), Choice.yesNo(), new Document()));
    all.addAll(PersonTypes.all(clock));
    all.addAll(ContactTypes.all());
    all.addAll(PaymentTypes.all(cardNumbers));
    return of(all);
  }

  /**
   * The given types.
   *
   * @throws IllegalArgumentException if two of them have the same name
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
   * @throws IllegalArgumentException if there is a type of that name already
   */
  public FieldTypes with(FieldType type) {
    List<FieldType> all = new ArrayList<>(byName.values());
    all.add(type);
    return of(all);
  }

  /**
   * The type of that name with those parameters, as a policy file gives them. {@code short-text}
   * takes {@code longest} (code points, 1 to 500), {@code whole-number} takes {@code least} and
   * {@code most}, {@code choice} takes {@code options} (codes such as {@code on-site}, separated by
   * commas). Each is required. The other types take no parameters.
   *
   * @throws IllegalArgumentException naming the type, and the parameter that is missing, unknown or
   *     invalid
   */
  public FieldType configure(String type, Map<String, String> parameters) {
    TypeParameters given = new TypeParameters(type, parameters);
    FieldType configured =
        switch (type) {
          case TypeParameters.SHORT_TEXT -> given.shortText();
          case TypeParameters.WHOLE_NUMBER -> given.wholeNumber();
          case TypeParameters.CHOICE -> given.choice();
          default -> get(type);
        };
    given.finish();
    return configured;
  }

  /** The type of that name; empty if there is none, or if it needs parameters. */
  public Optional<FieldType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException naming the known types
   */
  public FieldType get(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no field type " + name + "; there are " + names()));
  }

  /** The names of the types that need no parameters, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }
}
