package vn.onecall.fields.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.onecall.testing.Promise;

/** The administrative units of today, and where those of before 2025-07-01 lie now. */
class AdministrativeUnitsTest {

  @Test
  void tellsUnitsOfOneNameApartByTheirKind() {
    assertThat(AdministrativeUnits.currentCommunes("Thị trấn Phước Long", "Phước Long", "Bạc Liêu"))
        .hasSize(1);
    assertThat(AdministrativeUnits.currentCommunes("Xã Phước Long", "Phước Long", "Bạc Liêu"))
        .hasSize(1);
    assertThat(AdministrativeUnits.currentCommunes("Phước Long", "Phước Long", "Bạc Liêu"))
        .hasSize(2);
  }

  @Test
  @Promise({"1.2", "2.2"})
  void knowsTheUnitsOfToday() {
    assertThat(AdministrativeUnits.provinces()).hasSize(34);
    assertThat(AdministrativeUnits.provinces())
        .filteredOn(province -> province.name().startsWith("Thành phố "))
        .hasSize(9)
        .contains(
            new Province("75", "Thành phố Đồng Nai"),
            new Province("22", "Thành phố Quảng Ninh"),
            new Province("24", "Thành phố Bắc Ninh"));
    List<String> communes =
        AdministrativeUnits.provinces().stream()
            .flatMap(province -> AdministrativeUnits.communes(province.code()).stream())
            .map(Commune::name)
            .toList();
    assertThat(communes).hasSize(3321);
    assertThat(communes).filteredOn(name -> name.startsWith("Phường ")).hasSize(709);
    assertThat(communes).filteredOn(name -> name.startsWith("Xã ")).hasSize(2599);
    assertThat(communes).filteredOn(name -> name.startsWith("Đặc khu ")).hasSize(13);
    assertThat(AdministrativeUnits.communes("00")).isEmpty();
  }

  /** Ten of Đồng Nai on 2026-04-30 (237/NQ-UBTVQH16), twelve of Bắc Ninh on 2026-09-20 (388). */
  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "75, 25270 25357 25363 26116 26170 26248 26326 26368 26425 26485",
    "24, 07294 07375 07399 07444 07840 09193 09292 09313 09319 09454 09475 09496",
  })
  void knowsTheCommunesThatBecameWardsIn2026(String province, String codes) {
    for (String code : codes.split(" ", -1)) {
      assertThat(AdministrativeUnits.commune(code))
          .hasValueSatisfying(commune -> {
            assertThat(commune.name()).startsWith("Phường ");
            assertThat(commune.province().code()).isEqualTo(province);
          });
    }
  }

  @Test
  @Promise({"1.2", "2.2"})
  void knowsOfEachFormerCommuneWhetherItWasDivided() {
    List<FormerCommune> former = AdministrativeUnits.formerCommunes();
    assertThat(former).filteredOn(each -> each.now().size() > 1).hasSize(462);
    assertThat(former).filteredOn(each -> each.name().isEmpty()).hasSize(5);
    assertThat(AdministrativeUnits.formerCommunesIn("Quận Ba Đình", "Hà Nội")).hasSize(14);
    assertThat(AdministrativeUnits.formerCommunesIn("", "Tỉnh Hà Nam"))
        .extracting(FormerCommune::province)
        .containsOnly("Tỉnh Hà Nam");
    assertThat(AdministrativeUnits.formerCommunesIn("Xứ Lạ", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"vn, VN", "VNM, VN", "Việt Nam, VN", "Vietnam, VN", "Hàn Quốc, KR", "Nước Lạ, ''"})
  void knowsCountriesByCodeAndByNameInBothLanguages(String written, String code) {
    assertThat(Country.find(written).map(Country::code).orElse("")).isEqualTo(code);
  }

  @Test
  void knowsEveryFormerProvinceAndALotOfItsCommunes() {
    List<List<String>> lines = ReferenceTable.lines("former-communes.tsv");
    assertThat(lines).filteredOn(line -> line.size() == 1).hasSize(63);
    assertThat(lines)
        .filteredOn(line -> line.size() > 1 && !line.getFirst().isEmpty())
        .hasSize(10812)
        .allMatch(line ->
            Arrays.stream(line.get(1).split(",", -1))
                .allMatch(code -> AdministrativeUnits.commune(code).isPresent()));
  }

  @ParameterizedTest
  @CsvSource({
    "Tỉnh Bình Dương, Thành phố Hồ Chí Minh",
    "Hòa Bình, Tỉnh Phú Thọ",
    "Hoà Bình, Tỉnh Phú Thọ",
    "TP HCM, Thành phố Hồ Chí Minh",
    "kien giang, Tỉnh An Giang",
  })
  void knowsWhereAProvinceLiesNow(String province, String now) {
    assertThat(AdministrativeUnits.currentProvince(province))
        .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo(now));
  }
}
