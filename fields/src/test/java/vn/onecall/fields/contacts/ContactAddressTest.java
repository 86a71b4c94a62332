package vn.onecall.fields.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseNotation;
import vn.onecall.fields.ValidationWarning;
import vn.onecall.fields.reference.AdministrativeUnits;
import vn.onecall.fields.reference.Commune;
import vn.onecall.messages.BilingualText;
import vn.onecall.testing.Promise;

/** Addresses of today, and what becomes of those of before July 2025. */
class ContactAddressTest {

  private static final FieldType ADDRESS = new ContactAddress();
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource(
      delimiter = '>',
      value = {
        "commune=00004 | street=12 Phố A > commune=00004;street=12 Phố A",
        "street= 12  Phố A  | commune=00 004 > commune=00004;street=12 Phố A",
        "commune=00004 | province=01 | street=1 > commune=00004;street=1",
        "commune=26737 | street=a;b\\c > commune=26737;street=a\\;b\\\\c",
        "commune=26737 | street=1 | old=1 Đa Kao > commune=26737;street=1;old=1 Đa Kao",
        "old=số 5 phố cũ > old=số 5 phố cũ",
        "old=số 5 | province=01 | street= > province=01;old=số 5",
        "old=số 5 | old-province=Tỉnh Hà Nam > province=37;old=số 5;old-province=Tỉnh Hà Nam",
      })
  void writesAddressesInTheirOneWay(String parts, String canonical) {
    assertThat(ParseNotation.ofParts(ADDRESS, parts)).isEqualTo(canonical);
    assertThat(ParseNotation.of(ADDRESS, canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource(
      delimiter = '>',
      value = {
        "street=12 Phố A > EMPTY of commune",
        "commune=00004 > EMPTY of street",
        "commune=00004 | street=  > EMPTY of street",
        "commune=99999 | street=1 > UNKNOWN_COMMUNE of commune",
        "commune=4 | street=1 > FORMAT of commune",
        "commune=00004 | province=79 | street=1 > UNFITTING_PART of province",
        "commune=00004 | street=1 | old-district=Ba Đình > UNFITTING_PART of old-district",
        "old=1 | province=99 > UNKNOWN_PROVINCE of province",
        "commune=00004 | street=1 | postcode=1 > UNKNOWN_PART of postcode",
        "commune=00004 | street=1 | Nguyễn Văn A=1 > UNKNOWN_PART",
        "commune=00004 | street=a\u0000b > CONTROL_CHARACTER of street",
        "commune=00004 | street=••• > MASKED of street",
      })
  void refusesWhatIsNoAddressAndSaysWhichPart(String parts, String refusal) {
    assertThat(ParseNotation.ofParts(ADDRESS, parts)).isEqualTo("refused: " + refusal);
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh, Phường Sài Gòn, 79",
    "Phường 12, Quận Gò Vấp, Thành phố Hồ Chí Minh, Phường An Hội Tây, 79",
    "P.12, Q. Gò Vấp, TP.HCM, Phường An Hội Tây, 79",
    "phuong 012, go vap, tphcm, Phường An Hội Tây, 79",
    "Phường Thảo Điền, Thành phố Thủ Đức, Sài Gòn, Phường An Khánh, 79",
    "Tân Phú, Q7, TP Hồ Chí Minh, Phường Tân Mỹ, 79",
    "Phường 1, TP. Vũng Tàu, Bà Rịa-Vũng Tàu, Phường Vũng Tàu, 79",
    "Phường Hàng Bạc, Quận Hoàn Kiếm, Hà Nội, Phường Hoàn Kiếm, 01",
    "Hang Bac, Hoan Kiem, Ha Noi, Phường Hoàn Kiếm, 01",
    "Phường Vĩnh Ninh, Quận Thuận Hóa, Thành phố Huế, Phường Thuận Hóa, 46",
    "Phường Vĩnh Ninh, Quận Thuận Hoá, Thừa Thiên Huế, Phường Thuận Hóa, 46",
    "Phường Hòa Thọ Đông, Quận Cẩm Lệ, Đà Nẵng, Phường Cẩm Lệ, 48",
    "Phường Hoà Thọ Đông, Quận Cẩm Lệ, Đà Nẵng, Phường Cẩm Lệ, 48",
    "Phường Lộc Thọ, Thành phố Nha Trang, Tỉnh Khánh Hoà, Phường Nha Trang, 56",
    "Xã Kim Liên, Huyện Nam Đàn, Tỉnh Nghệ An, Xã Kim Liên, 40",
    "Phường Xuân Khánh, Quận Ninh Kiều, Cần Thơ, Phường Ninh Kiều, 92",
    "Phường Minh Khai, Quận Hồng Bàng, Hải Phòng, Phường Hồng Bàng, 31",
    "Xã Xa Dung, '', Điện Biên, Xã Xa Dung, 11",
    "TT Ea Pốk, Cư M’gar, Đắk Lắk, Xã Quảng Phú, 66",
    "Phường Niệm Nghĩa, Quận Lê Chân, Hải Phòng, Phường An Biên, 31",
    "Phường 24, Quận Bình Thạnh, Hồ Chí Minh, Phường Bình Thạnh, 79",
    "Xã Thạnh Lộc, Huyện Châu Thành, Tỉnh Kiên Giang, Xã Thạnh Lộc, 91",
    "Xã Thạnh Lộc, Huyện Giồng Riềng, Tỉnh Kiên Giang, Xã Thạnh Hưng, 91",
    "Thị trấn Ma Đa Guôi, Huyện Đạ Huoai, Tỉnh Lâm Đồng, Xã Đạ Huoai, 68",
    "Xã Đạ Kho, Huyện Đạ Tẻh, Tỉnh Lâm Đồng, Xã Đạ Tẻh 2, 68",
    "Xã Gia Viễn, huyện Ðạ Huoai, Lâm Ðồng, Xã Cát Tiên 3, 68",
    "Xã Ia Mơ, Huyện Chư Prông, Tỉnh Gia Lai, Xã Ia Mơ, 52",
    "'', Huyện Lý Sơn, Quảng Ngãi, Đặc khu Lý Sơn, 51",
    "'', Côn Đảo, '', Đặc khu Côn Đảo, 79",
    "Xã An Quý, Huyện Quỳnh Phụ, Tỉnh Thái Bình, Xã Đồng Bằng, 33",
    "Xã Lục Sĩ Thành, Trà Ôn, Vĩnh Long, Xã Lục Sĩ Thành, 86",
    "Xã Ea H`đing, Cư M´gar, Đắk Lắk, Xã Cư M’gar, 66",
    "'Phường\u00A0\u200BBến Nghé', Quận\t1, TP.HCM\u202C, Phường Sài Gòn, 79",
  })
  void bringsAFormerAddressForward(
      String commune, String district, String province, String now, String provinceNow) {
    String old = "số 5 ngõ 3";
    String canonical =
        ParseNotation.ofParts(
            ADDRESS,
            "old=%s | old-commune=%s | old-district=%s | old-province=%s"
                .formatted(old, commune, district, province));
    assertThat(ADDRESS.parts(canonical))
        .containsEntry("old", old)
        .containsEntry("province", provinceNow);
    assertThat(AdministrativeUnits.commune(ADDRESS.parts(canonical).getOrDefault("commune", "")))
        .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo(now));
    assertThat(ADDRESS.warnings(canonical)).containsExactly(ValidationWarning.BROUGHT_FORWARD);
  }

  @Test
  @Promise({"1.2", "2.2"})
  void asksWhereADividedCommuneCannotBeBroughtForward() {
    String canonical =
        ParseNotation.ofParts(
            ADDRESS,
            "old=2 Xuân Thủy | old-commune=Dịch Vọng Hậu | old-district=Cầu Giấy"
                + " | old-province=Hà Nội");
    assertThat(canonical)
        .isEqualTo(
            "province=01;old=2 Xuân Thủy;old-commune=Dịch Vọng Hậu;old-district=Cầu Giấy;"
                + "old-province=Hà Nội");
    assertThat(ADDRESS.warnings(canonical)).containsExactly(ValidationWarning.SEVERAL_COMMUNES);
    assertThat(AdministrativeUnits.currentCommunes("Dịch Vọng Hậu", "Cầu Giấy", "Hà Nội"))
        .extracting(Commune::name)
        .containsExactly("Phường Nghĩa Đô", "Phường Cầu Giấy");
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource(
      delimiter = '>',
      value = {
        "Phường Cống Vị, Quận Ba Đình, Thành phố Hà Nội > 00008 00025",
        "Phường Điện Biên, Quận Ba Đình, Hà Nội > 00004 00070 00190 00226",
        "Phường Đa Kao, Quận 1, Thành phố Hồ Chí Minh > 26737 26740",
        "Phường Bình Chuẩn, Thành phố Thuận An, Tỉnh Bình Dương > 25969 25975",
        "Xã Xuân Tâm, Huyện Xuân Lộc, Tỉnh Đồng Nai > 26359 26446",
        "Phường Yên Hòa, Quận Cầu Giấy, Hà Nội > 00160 00166 00175",
      })
  void letsAPersonChooseWhereACommuneWasDivided(String place, String communes) {
    String[] names = place.split(", ", -1);
    String canonical =
        ParseNotation.ofParts(
            ADDRESS,
            "old=1 | old-commune=%s | old-district=%s | old-province=%s"
                .formatted((Object[]) names));
    assertThat(ADDRESS.parts(canonical)).doesNotContainKey("commune").containsKey("province");
    assertThat(ADDRESS.warnings(canonical)).containsExactly(ValidationWarning.SEVERAL_COMMUNES);
    assertThat(ADDRESS.choices(canonical))
        .extracting(FieldType.Option::value)
        .containsExactly(communes.split(" ", -1));
    String chosen = communes.substring(0, 5);
    String confirmed = ParseNotation.ofParts(ADDRESS, "old=1 | commune=" + chosen);
    assertThat(ADDRESS.choices(confirmed)).isEmpty();
    assertThat(ADDRESS.names(confirmed)).containsOnlyKeys("commune", "province");
  }

  @Test
  void knowsTheNamesOfItsCodes() {
    assertThat(ADDRESS.names("commune=26368;street=1"))
        .containsEntry("commune", new BilingualText("Phường Long Thành", "Phường Long Thành"))
        .containsEntry("province", new BilingualText("Thành phố Đồng Nai", "Thành phố Đồng Nai"));
    assertThat(ADDRESS.names("old=1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"23938, 23938", "23737, 23938"})
  void takesACommuneByAnEarlierCodeToo(String given, String kept) {
    assertThat(ParseNotation.ofParts(ADDRESS, "street=1 | commune=" + given))
        .isEqualTo("commune=%s;street=1".formatted(kept));
    assertThat(ADDRESS.parts("commune=%s;street=1".formatted(given)))
        .containsEntry("province", "52");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "old=số 5",
        "old=số 5 | old-commune=Xứ Lạ | old-province=Hà Nội",
        "old=số 5 | old-district=Cầu Giấy | old-province=Hà Nội",
      })
  void keepsAnAddressOfWhichTheCommuneIsNotKnown(String parts) {
    String canonical = ParseNotation.ofParts(ADDRESS, parts);
    assertThat(ADDRESS.parts(canonical)).containsEntry("old", "số 5").doesNotContainKey("commune");
    assertThat(ADDRESS.warnings(canonical)).containsExactly(ValidationWarning.COMMUNE_NOT_KNOWN);
  }

  @Test
  void asksNoMoreOnceTheCommuneIsConfirmed() {
    String canonical = ParseNotation.ofParts(ADDRESS, "old=2 Xuân Thủy | commune=00166");
    assertThat(ADDRESS.warnings(canonical)).isEmpty();
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "commune=00004;street=12 Phố A, '•••, Thành phố Hà Nội', 01 Thành phố Hà Nội",
    "province=75;old=số 5, '•••, Thành phố Đồng Nai', 75 Thành phố Đồng Nai",
    "old=Hà Nội, •••, ''",
  })
  void showsTheProvinceAlone(String canonical, String mask, String derived) {
    assertThat(ADDRESS.mask(canonical)).isEqualTo(mask);
    assertThat(ADDRESS.derive(canonical, TODAY).orElse("")).isEqualTo(derived);
    assertThat(ADDRESS.indexTerms(canonical)).isEmpty();
  }

  @Test
  void givesTheProvinceAmongTheParts() {
    assertThat(ADDRESS.parts("commune=00004;street=12 Phố A"))
        .containsExactlyEntriesOf(
            ParseNotation.parts("commune=00004 | province=01 | street=12 Phố A"));
  }
}
