package vn.onecall.cli.demo.company;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Realistic Vietnamese names: family names by frequency and region, middle and given names by sex
 * and generation.
 */
final class VietnameseNames {

  /** The region of a family, which some family names indicate. */
  enum Region {
    NORTH,
    CENTRE,
    SOUTH
  }

  /** The generation of a person, which middle and given names indicate. */
  enum Generation {
    OLDER(1946, 1970),
    MIDDLE(1971, 1990),
    YOUNGER(1991, 2007);

    final int from;
    final int to;

    Generation(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }

  /** The parts of a name. */
  record Parts(String family, String middle, String given) {
    String whole() {
      return family + " " + middle + " " + given;
    }
  }

  /** Per thousand people, most common first; the last line shares the remainder. */
  private static final List<String> FAMILIES =
      List.of(
          "384 Nguyễn",
          "121 Trần",
          "95 Lê",
          "71 Phạm",
          "51 Hoàng|Huỳnh",
          "45 Phan",
          "39 Vũ|Võ",
          "21 Đặng",
          "20 Bùi",
          "14 Đỗ",
          "13 Hồ",
          "13 Ngô",
          "10 Dương",
          "5 Lý",
          "12 Trương",
          "11 Đinh",
          "9 Đoàn",
          "8 Lâm",
          "7 Trịnh",
          "7 Mai",
          "6 Đào",
          "6 Cao",
          "5 Lương",
          "5 Hà",
          "5 Tạ",
          "4 Tô",
          "4 Châu",
          "4 Thái",
          "3 Phùng",
          "2 Quách");

  private static final Given OLDER_WOMEN =
      new Given(
          List.of("85 Thị", "5 Ngọc", "5 Kim", "5 Thu"),
          "Lan Hoa Hương Nga Hồng Tuyết Liên Mai Loan Thủy Nhung Bích Xuân Hạnh Lý Sen Vân Hiền");
  private static final Given OLDER_MEN =
      new Given(
          List.of("55 Văn", "10 Đình", "8 Xuân", "8 Hữu", "7 Quang", "6 Ngọc", "6 Công"),
          "Hùng Dũng Sơn Thắng Minh Hải Bình Thành Tâm Phúc Hòa Lợi Chiến Thanh Tiến Vinh Bảy");
  private static final Given MIDDLE_WOMEN =
      new Given(
          List.of(
              "32 Thị",
              "14 Thị Thu",
              "10 Thị Ngọc",
              "9 Thị Kim",
              "8 Thị Thanh",
              "8 Thu",
              "7 Ngọc",
              "6 Thanh",
              "6 Mỹ"),
          "Hà Hằng Hạnh Trang Linh Phương Thảo Huyền Yến Vân Oanh Trâm Dung Hiền Nga Thúy Lan Chi");
  private static final Given MIDDLE_MEN =
      new Given(
          List.of(
              "30 Văn", "11 Minh", "10 Quốc", "10 Đức", "9 Thanh", "8 Hoàng", "7 Trọng", "6 Anh",
              "5 Ngọc", "4 Hữu"),
          "Tuấn Nam Long Cường Hiếu Trung Quân Kiên Đạt Phong Hưng Thắng Tùng Vũ Toàn Lâm Sơn");
  private static final Given YOUNGER_WOMEN =
      new Given(
          List.of(
              "14 Ngọc",
              "13 Khánh",
              "12 Thị",
              "11 Phương",
              "10 Quỳnh",
              "9 Thùy",
              "9 Bảo",
              "8 Thanh",
              "7 Minh",
              "7 Gia"),
          "Linh Anh Ngọc Vy Nhi Thư Trân My Hân Châu Chi Như Trang Ngân Hà Uyên Quyên Tiên");
  private static final Given YOUNGER_MEN =
      new Given(
          List.of(
              "15 Minh",
              "14 Gia",
              "12 Quốc",
              "11 Đức",
              "10 Hoàng",
              "10 Tuấn",
              "8 Nhật",
              "7 Bảo",
              "7 Anh",
              "6 Thiên"),
          "Bảo Huy Khôi Khang Phúc Khoa Nguyên Duy Kiệt Thịnh Minh Quang Anh Đạt Long Tâm Vương");

  /** Weighted middle names, and given names of equal weight. */
  private record Given(List<String> middles, String givens) {}

  private VietnameseNames() {}

  /** Draws one name. */
  static Parts draw(RandomGenerator random, Region region, Generation generation, boolean woman) {
    String[] spellings = weighted(random, FAMILIES).split("\\|", -1);
    boolean southern =
        switch (region) {
          case NORTH -> false;
          case CENTRE -> random.nextBoolean();
          case SOUTH -> true;
        };
    String family = spellings[southern ? spellings.length - 1 : 0];
    Given names = given(generation, woman);
    String middle = weighted(random, names.middles());
    List<String> givens = List.of(names.givens().split(" ", -1));
    String given = givens.get(random.nextInt(givens.size()));
    while (middle.endsWith(given)) {
      given = givens.get(random.nextInt(givens.size()));
    }
    return new Parts(family, middle, given);
  }

  private static Given given(Generation generation, boolean woman) {
    return switch (generation) {
      case OLDER -> woman ? OLDER_WOMEN : OLDER_MEN;
      case MIDDLE -> woman ? MIDDLE_WOMEN : MIDDLE_MEN;
      case YOUNGER -> woman ? YOUNGER_WOMEN : YOUNGER_MEN;
    };
  }

  /** Draws one of the choices, each written as weight, space and value. */
  static String weighted(RandomGenerator random, List<String> choices) {
    int left = random.nextInt(choices.stream().mapToInt(VietnameseNames::weight).sum());
    for (String choice : choices) {
      left -= weight(choice);
      if (left < 0) {
        return choice.substring(choice.indexOf(' ') + 1);
      }
    }
    throw new AssertionError("the weights add up");
  }

  private static int weight(String choice) {
    return Integer.parseInt(choice, 0, choice.indexOf(' '), 10);
  }
}
