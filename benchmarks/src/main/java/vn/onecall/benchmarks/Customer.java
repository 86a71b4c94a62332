package vn.onecall.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

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

  /** The first so many customers. */
  static List<Customer> first(int count) {
    return IntStream.range(0, count).mapToObj(Customer::of).toList();
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
