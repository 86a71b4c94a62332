package vn.onecall.fields.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.Folding;

/**
 * A bank or wallet to which money can be sent in Vietnam.
 *
 * @param bin the six digits that identify it in VietQR and NAPAS
 * @param code its short code, such as {@code VCB}
 * @param name its common name
 */
public record Bank(String bin, String code, String name) {

  /** What may stand before a bank's own name: that it is a bank, and of which legal form. */
  private static final Pattern KIND =
      Pattern.compile(
          "^(ngan hang|nh)?( *(thuong mai|tm))?( *(co phan|cp))?( *(trach nhiem huu han|tnhh))?"
              + "( *(mot thanh vien|mtv))? +");

  /** Loaded on first use. */
  private static final class Known {
    static final Map<String, Bank> BY_BIN = new LinkedHashMap<>();
    static final Map<String, Bank> BY_CODE = new HashMap<>();

    static {
      for (List<String> line : ReferenceTable.lines("banks.tsv")) {
        Bank bank = new Bank(line.get(0), line.get(1), line.get(2));
        BY_BIN.put(bank.bin, bank);
        line.subList(1, line.size()).forEach(name -> add(key(name), bank));
      }
    }

    private static void add(String key, Bank bank) {
      Bank other = BY_CODE.putIfAbsent(key, bank);
      if (other != null && !other.equals(bank)) {
        throw new IllegalStateException(key + " stands for two banks");
      }
    }
  }

  /** All banks, sorted by name. */
  public static Collection<Bank> all() {
    List<Bank> all = new ArrayList<>(Known.BY_BIN.values());
    all.sort(Comparator.comparing(bank -> bank.name().toLowerCase(Locale.ROOT)));
    return List.copyOf(all);
  }

  /**
   * The bank of that BIN, code or name, in any case, with or without spaces, and with or without
   * the words that say that it is a bank.
   */
  public static Optional<Bank> find(String binOrCode) {
    Bank bank = Known.BY_BIN.get(Characters.code(binOrCode));
    return Optional.ofNullable(bank == null ? Known.BY_CODE.get(key(binOrCode)) : bank);
  }

  private static String key(String text) {
    return KIND.matcher(Folding.fold(Characters.code(text)))
        .replaceFirst("")
        .replaceAll("[ .-]", "");
  }
}
