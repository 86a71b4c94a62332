package vn.onecall.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/**
 * A synthetic customer in canonical form; the same number is the same customer each time.
 *
 * @param name a full name, in letters of one to three bytes
 * @param email at a domain that is reserved for examples
 * @param phone a mobile number, E.164
 */
record Customer(String name, String email, String phone) {
  private static final List<String> FAMILY =
      List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi");
  private static final List<String> MIDDLE = List.of("Thị", "Văn", "Minh", "Ngọc", "Đức", "Thu");
  private static final List<String> GIVEN =
      List.of("An", "Bình", "Chi", "Dũng", "Giang", "Hạnh", "Khánh", "Lan", "Phương", "Trúc");

  /** The first so many customers, each made when it is asked for. */
  static List<Customer> first(int count) {
    return new AbstractList<>() {
      @Override
      public Customer get(int number) {
        return of(Objects.checkIndex(number, count));
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  /** How many bytes the three values take in UTF-8. */
  int bytes() {
    return (name + email + phone).getBytes(UTF_8).length;
  }

  /** The three values with tabs between. */
  String tabbed() {
    return String.join("\t", name, email, phone);
  }

  private static Customer of(int number) {
    return new Customer(
        pick(FAMILY, number) + " " + pick(MIDDLE, number / 11) + " " + pick(GIVEN, number / 66),
        "khach.%07d@mail.example".formatted(number),
        "+8491%07d".formatted(number));
  }

  private static String pick(List<String> names, int number) {
    return names.get(number % names.size());
  }
}
