package vn.onecall.fields.catalogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;

/** What people and programs might hand in: anything at all, and what is near the good values. */
abstract class FieldInputs {

  @Provide
  Arbitrary<String> anything() {
    Arbitrary<String> codePoints =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .map(Character::toString)
            .list()
            .ofMaxSize(40)
            .map(parts -> String.join("", parts));
    Arbitrary<String> chars = Arbitraries.strings().all().ofMaxLength(60);
    Arbitrary<String> odd =
        Arbitraries.of(
                "a", "Nguyễn", " ", "@", ".", "0", "9", "+84", "-", "'", "\u0301", "\uD800",
                "\uDC00", "\u202E", "\u200B", "\u0000", "。", "xn--", "😀", "•", "\uFB2C", "ß", "İ",
                "ﷺ")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(codePoints, chars, odd);
  }

  /** Values near those of each type that is one text. */
  @Provide
  Arbitrary<String> plain() {
    Arbitrary<String> digits =
        Arbitraries.strings().withChars("0123456789").ofMinLength(1).ofMaxLength(13);
    Arbitrary<String> identityNumbers =
        Combinators.combine(
                Arbitraries.of("001", "079", "096", "003", "101"),
                Arbitraries.strings().numeric().ofLength(9))
            .as((place, rest) -> place + rest);
    Arbitrary<String> dates =
        Combinators.combine(
                Arbitraries.integers().between(0, 32),
                Arbitraries.integers().between(0, 13),
                Arbitraries.integers().between(1890, 2100),
                Arbitraries.of("%1$d/%2$d/%3$d", "%1$02d-%2$02d-%3$04d", "%3$04d-%2$02d-%1$02d"))
            .as((day, month, year, form) -> form.formatted(day, month, year));
    Arbitrary<String> ipv4 =
        Arbitraries.integers()
            .between(0, 260)
            .map(String::valueOf)
            .list()
            .ofSize(4)
            .map(each -> String.join(".", each));
    Arbitrary<String> ipv6 =
        Arbitraries.of("0", "0", "0", "1", "ffff", "0DB8", "")
            .list()
            .ofMinSize(3)
            .ofMaxSize(9)
            .map(each -> String.join(":", each));
    Arbitrary<String> listed =
        Arbitraries.of(
            "Ông", "bà", "MR.", "nữ", "Male", "unstated", "Có", "no", "on-site", "AT-HOME");
    Arbitrary<String> texts =
        Arbitraries.of(
                "•",
                " ",
                "\n",
                "\r\n",
                "\u2028",
                "a",
                "ạ",
                "\u0323",
                "❤\uFE0F",
                "👩\u200D🔧",
                "1\uFE0F\u20E3",
                "\u200D",
                "\uFE0F",
                ";",
                "\\",
                "=")
            .list()
            .ofMaxSize(12)
            .map(each -> String.join("", each));
    return Arbitraries.oneOf(digits, identityNumbers, dates, ipv4, ipv6, listed, texts);
  }

  /** Values near those of each type that has parts. */
  @Provide
  Arbitrary<Map<String, String>> structured() {
    Arbitrary<Map<String, String>> accounts =
        Combinators.combine(
                Arbitraries.of("970436", "vcb", "Techcombank", "MB", "999999", " "),
                Arbitraries.strings().withChars("0123456789abZ -").ofMaxLength(20))
            .as((bank, number) -> Map.of("bank", bank, "number", number));
    Arbitrary<Map<String, String>> tokens =
        Combinators.combine(
                Arbitraries.oneOf(
                    Arbitraries.strings().ascii().ofMaxLength(20),
                    Arbitraries.of("tok;a=b\\", "4111111111111111", "•••")),
                Arbitraries.of("visa", "NAPAS", "", "none"),
                Arbitraries.of("411111", "41111111", "", "4111"),
                Arbitraries.of("1111", "", "11"),
                Arbitraries.of("9/28", "09/2028", "2028-09", "", "13/28"))
            .as((token, brand, bin, last, expires) ->
                Map.of(
                    "token",
                    token,
                    "brand",
                    brand,
                    "bin",
                    bin,
                    "last-four",
                    last,
                    "expires",
                    expires));
    Arbitrary<Map<String, String>> numbers =
        Arbitraries.strings()
            .numeric()
            .ofMinLength(12)
            .ofMaxLength(19)
            .map(number -> Map.of("number", number));
    Arbitrary<Map<String, String>> documents =
        Combinators.combine(
                Arbitraries.of("a.pdf", "Đơn; số 1=2.pdf", "../a", "•"),
                Arbitraries.of("application/pdf", "image/png", "image/jpeg", "text/html"),
                Arbitraries.of(
                    "%PDF-1.7", "\u0089PNG\r\n\u001A\n1", "\u00FF\u00D8\u00FF1", "<html>"))
            .as((name, mediaType, content) ->
                Map.of(
                    "name",
                    name,
                    "media-type",
                    mediaType,
                    "content",
                    Base64.getEncoder().encodeToString(content.getBytes(ISO_8859_1))));
    Arbitrary<String> units =
        Arbitraries.of(
            "",
            "Phường 12",
            "p.12",
            "Gò Vấp",
            "Quận Gò Vấp",
            "tphcm",
            "Xã Hoà Bình",
            "hoa binh",
            "Tân Lập",
            "Hà Nội",
            "Bắc Giang",
            "Xứ Lạ",
            "q;1\\=",
            "•");
    Arbitrary<Map<String, String>> addresses =
        Combinators.combine(
                Arbitraries.of("00004", "26737", "", "", "99999"),
                Arbitraries.of("01", "79", "", "", "99"),
                Arbitraries.of("12; Phố = A\\", "Số 1", ""),
                Arbitraries.of("số 5 ngõ 3, phường cũ", "", "a;b=c"),
                units,
                units,
                units)
            .as((commune, province, street, old, oldCommune, oldDistrict, oldProvince) ->
                Map.of(
                    "commune",
                    commune,
                    "province",
                    province,
                    "street",
                    street,
                    "old",
                    old,
                    "old-commune",
                    old.isEmpty() ? "" : oldCommune,
                    "old-district",
                    old.isEmpty() ? "" : oldDistrict,
                    "old-province",
                    old.isEmpty() ? "" : oldProvince));
    Arbitrary<Map<String, String>> others =
        Arbitraries.maps(
                Arbitraries.of(
                    "bank",
                    "number",
                    "token",
                    "cvv",
                    "name",
                    "content",
                    "commune",
                    "street",
                    "old",
                    "Nguyễn Văn A"),
                Arbitraries.of("970436", "1", "a", "", "00004", "\u0000"))
            .ofMaxSize(5);
    return Arbitraries.oneOf(accounts, tokens, numbers, documents, addresses, others);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
            Arbitraries.strings()
                .withChars("aĐđễẳngTh .'-\u2019\u2011\u00A0\u0301\u0323\u0302")
                .ofMaxLength(12),
            Arbitraries.integers()
                .between(0x41, 0x1FFFF)
                .filter(character -> Character.isLetter(character))
                .map(Character::toString)
                .list()
                .ofMaxSize(8)
                .map(letters -> String.join("", letters)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(words -> String.join(" ", words));
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> label =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("abcXYZ019-").ofMinLength(1).ofMaxLength(10),
            Arbitraries.strings().withChars("aéễđßİñ例え１").ofMinLength(1).ofMaxLength(6),
            Arbitraries.strings().withChars("abc0-").ofMaxLength(6).map(part -> "xn--" + part));
    return Combinators.combine(
            Arbitraries.strings().withChars("aB9.+_'-").ofMinLength(1).ofMaxLength(12),
            label.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of("vn", "COM", "xn--p1ai", "рф"))
        .as((local, labels, top) -> local + "@" + String.join(".", labels) + "." + top);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Combinators.combine(
            Arbitraries.of("", "0", "+", "+84", "+1", "00", "+39", "+54"),
            Arbitraries.strings().withChars("0123456789 .-()").ofMinLength(3).ofMaxLength(16))
        .as((prefix, rest) -> prefix + rest);
  }

  @Provide
  Arbitrary<String> mobiles() {
    return Combinators.combine(
            Arbitraries.of("03", "05", "07", "08", "09"),
            Arbitraries.strings().numeric().ofLength(8))
        .as((start, rest) -> start + rest);
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("", " ", ".", "-", "\u00A0", "  ");
  }
}
