package vn.onecall.fields.reference;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.onecall.fields.text.Folding;
import vn.onecall.messages.BilingualText;

/**
 * A country or territory of ISO 3166-1.
 *
 * @param code two letters, such as {@code VN}
 * @param name its name in Vietnamese and English, as CLDR has it
 */
public record Country(String code, BilingualText name) {

  /** Loaded on first use. */
  private static final class Known {
    static final Map<String, Country> BY_CODE = new LinkedHashMap<>();
    static final Map<String, Country> BY_NAME = new HashMap<>();

    static {
      for (String code : Locale.getISOCountries()) {
        String tag = "und-" + code;
        Country country =
            new Country(
                code,
                new BilingualText(
                    ULocale.getDisplayCountry(tag, "vi"), ULocale.getDisplayCountry(tag, "en")));
        BY_CODE.put(code, country);
        BY_NAME.put(key(code), country);
        BY_NAME.putIfAbsent(key(new ULocale(tag).getISO3Country()), country);
        BY_NAME.putIfAbsent(key(country.name.vi()), country);
        BY_NAME.putIfAbsent(key(country.name.en()), country);
      }
    }
  }

  /** All of them, by code. */
  public static List<Country> all() {
    return List.copyOf(Known.BY_CODE.values());
  }

  /** The country of a code of two or three letters, or of a name in either language. */
  public static Optional<Country> find(String codeOrName) {
    return Optional.ofNullable(Known.BY_NAME.get(key(codeOrName)));
  }

  private static String key(String text) {
    return Folding.fold(text).replaceAll("[^a-z0-9]", "");
  }
}
