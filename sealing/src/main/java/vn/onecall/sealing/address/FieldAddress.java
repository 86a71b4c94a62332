package vn.onecall.sealing.address;

import java.util.Objects;
import java.util.UUID;

/**
 * The place that a sealed value belongs to. A value opens only at the address that it was sealed
 * for; moved to another subject, category, field, item or version, it does not open.
 *
 * @param subject whose value it is
 * @param category the group that the field belongs to: 1 to 64 printable ASCII characters
 * @param field which datum: 1 to 64 printable ASCII characters
 * @param item which of several in a repeating category (the second address), from 0
 * @param version which correction of the value, from 0
 */
public record FieldAddress(UUID subject, String category, String field, int item, int version) {
  public FieldAddress {
    Objects.requireNonNull(subject, "subject");
    AddressEncoding.requireName("The category of a field", category);
    AddressEncoding.requireName("The name of a field", field);
    if (item < 0 || version < 0) {
      throw new IllegalArgumentException("The item and version of a field are never negative");
    }
  }

  /** The associated data of a sealed value, under format 1. */
  public byte[] associatedData() {
    int size = 16 + AddressEncoding.sizeOf(category) + AddressEncoding.sizeOf(field) + 4 + 4;
    return new AddressEncoding("1call/field/1", size)
        .uuid(subject)
        .name(category)
        .name(field)
        .number(item)
        .number(version)
        .bytes();
  }
}
