package vn.onecall.fields.reference;

import static org.assertj.core.api.Assertions.assertThat;

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
        .hasSize(7)
        .contains(new Province("75", "Thành phố Đồng Nai"));
    List<String> communes =
        AdministrativeUnits.provinces().stream()
            .flatMap(province -> AdministrativeUnits.communes(province.code()).stream())
            .map(Commune::name)
            .toList();
    assertThat(communes).hasSize(3321);
    assertThat(communes).filteredOn(name -> name.startsWith("Phường ")).hasSize(687);
    assertThat(communes).filteredOn(name -> name.startsWith("Xã ")).hasSize(2621);
    assertThat(communes).filteredOn(name -> name.startsWith("Đặc khu ")).hasSize(13);
    assertThat(AdministrativeUnits.communes("00")).isEmpty();
  }

  @Test
  void knowsEveryFormerProvinceAndALotOfItsCommunes() {
    List<List<String>> lines = ReferenceTable.lines("former-communes.tsv");
    assertThat(lines).filteredOn(line -> line.size() == 1).hasSize(63);
    assertThat(lines)
        .filteredOn(line -> line.size() == 2 && !line.getFirst().isEmpty())
        .hasSize(10832)
        .allMatch(line -> AdministrativeUnits.commune(line.getLast()).isPresent());
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
