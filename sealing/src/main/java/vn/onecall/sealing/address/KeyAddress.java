package vn.onecall.sealing.address;

import java.util.Objects;
import java.util.UUID;

/**
 * The place that a data key belongs to: one subject, one category. A wrapped key opens only at the
 * address that it was wrapped for.
 *
 * @param subject whose data the key seals; random, never derived from data
 * @param category the group of fields that is sealed, kept and erased together: 1 to 64 printable
 *     ASCII characters without spaces
 */
public record KeyAddress(UUID subject, String category) {
  public KeyAddress {
    Objects.requireNonNull(subject, "subject");
    AddressEncoding.requireName("The category of a key", category);
  }

  /** The associated data of a wrap: installation, subject, category, epoch, under format 1. */
  public byte[] associatedData(UUID installation, int epoch) {
    return new AddressEncoding("1call/key/1", 16 + 16 + AddressEncoding.sizeOf(category) + 4)
        .uuid(installation)
        .uuid(subject)
        .name(category)
        .number(epoch)
        .bytes();
  }
}
