package vn.onecall.cli.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.catalogue.FieldTypes;

class SyntheticCompanyTest {
  private static final int MANY = 20_000;
  private static final List<SyntheticCustomer> PEOPLE = SyntheticCompany.people(7, MANY);

  @Test
  void givesTheSamePeopleForTheSameSeedWhateverTheSize() {
    assertThat(SyntheticCompany.people(7, 500)).isEqualTo(PEOPLE.subList(0, 500));
    assertThat(SyntheticCompany.people(8, 500)).isNotEqualTo(PEOPLE.subList(0, 500));
  }

  @Test
  void everyValueIsOneThatTheServerTakes() {
    for (SyntheticCustomer person : PEOPLE) {
      assertThat(parsed("full-name", person.name()))
          .isEqualTo(new ParseResult.Valid(person.name()));
      assertThat(parsed("email", person.email())).isEqualTo(new ParseResult.Valid(person.email()));
      assertThat(parsed("phone", person.phone()))
          .as(person.phone())
          .isEqualTo(new ParseResult.Valid("+84" + person.phone().substring(1)));
    }
  }

  private static ParseResult parsed(String type, String value) {
    return FieldTypes.standard(Clock.systemUTC()).get(type).parse(value);
  }

  @Test
  void nobodySharesAnEmailOrAPhoneNumber() {
    assertThat(PEOPLE).extracting(SyntheticCustomer::email).doesNotHaveDuplicates();
    assertThat(PEOPLE).extracting(SyntheticCustomer::phone).doesNotHaveDuplicates();
  }

  @Test
  void everyEmailLiesWhereNoneCanEverArrive() {
    assertThat(PEOPLE)
        .extracting(SyntheticCustomer::email)
        .allMatch(email -> email.matches("[a-z0-9.]+@[a-z]+\\.example"));
  }

  @Test
  void namesAreComposedVietnameseAndFamiliesAsCommonAsInVietnam() {
    assertThat(PEOPLE)
        .extracting(SyntheticCustomer::name)
        .allMatch(name -> Normalizer.isNormalized(name, Normalizer.Form.NFC))
        .allMatch(name -> name.matches("\\p{Lu}\\p{Ll}*( \\p{Lu}\\p{Ll}*){2,3}"));
    Map<String, Long> families =
        PEOPLE.stream()
            .map(person -> person.name().substring(0, person.name().indexOf(' ')))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(share(families, "Nguyễn")).isBetween(0.36, 0.40);
    assertThat(share(families, "Trần")).isBetween(0.11, 0.14);
    assertThat(share(families, "Lê")).isBetween(0.08, 0.11);
    assertThat(families.getOrDefault("Huỳnh", 0L)).isGreaterThan(100);
    assertThat(families.getOrDefault("Hoàng", 0L)).isGreaterThan(100);
  }

  private static double share(Map<String, Long> families, String family) {
    return (double) families.getOrDefault(family, 0L) / MANY;
  }

  @Test
  void foldsAsPeopleWriteAddresses() {
    assertThat(SyntheticCompany.folded("Đặng Thị Ngọc Ánh")).isEqualTo("dang thi ngoc anh");
    assertThat(SyntheticCompany.folded("Huỳnh Văn Đương")).isEqualTo("huynh van duong");
  }

  @Test
  void aPersonInTextIsMarkedSyntheticAndShowsNoAddress() {
    SyntheticCustomer person = PEOPLE.getFirst();
    assertThat(person.toString())
        .contains("(synthetic)")
        .doesNotContain(person.email())
        .doesNotContain(person.phone());
  }
}
