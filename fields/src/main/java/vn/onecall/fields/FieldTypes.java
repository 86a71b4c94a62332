package vn.onecall.fields;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The field types that the product knows, by the names that a policy file may use. */
public final class FieldTypes {

  private final Map<String, FieldType> byName;

  private FieldTypes(Map<String, FieldType> byName) {
    this.byName = byName;
  }

  /** {@code full-name}, {@code email} and {@code phone}. */
  public static FieldTypes standard() {
    return of(List.of(new FullName(), new Email(), new Phone()));
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

  /** The type of that name, if there is one. */
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

  /** The names, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }
}
