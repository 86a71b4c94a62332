package vn.onecall.fields;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A bank account in Vietnam: {@code bank}, by its BIN, code or name, and {@code number}, 1 to 19
 * letters and digits. Canonical {@code bank=970436;number=0123456789}, letters capital.
 *
 * <p>The index term is the number alone, as people search by it. The mask is {@code 970436
 * •••••••789}: the bank, and at most the last four.
 */
final class BankAccount implements StructuredType {

  static final String BANK = "bank";
  static final String NUMBER = "number";

  private static final int LONGEST = 120;
  private static final int SHOWN = 4;

  private static final Set<String> PARTS = new LinkedHashSet<>(List.of(BANK, NUMBER));

  private static final FieldType BANK_TEXT = new ShortText(BANK, 60);

  private static final FieldType ACCOUNT_NUMBER =
      new Coded(NUMBER, 60, Pattern.compile("[0-9A-Z]{1,19}"));

  @Override
  public String name() {
    return "bank-account";
  }

  @Override
  public Set<String> partNames() {
    return PARTS;
  }

  @Override
  public boolean whole(Map<String, String> parts) {
    return parts.keySet().equals(PARTS);
  }

  @Override
  public Parsed parseKnown(Map<String, String> parts) {
    PartReader reader = new PartReader(this, parts);
    reader.required(BANK, BANK_TEXT);
    Bank.find(reader.value(BANK))
        .ifPresentOrElse(
            bank -> reader.set(BANK, bank.bin()), () -> reader.refuse(BANK, Reason.UNKNOWN_BANK));
    reader.required(NUMBER, ACCOUNT_NUMBER);
    return reader.result();
  }

  @Override
  public String mask(String canonical) {
    Map<String, String> parts = parts(canonical);
    return parts.get(BANK) + " " + Masks.last(parts.getOrDefault(NUMBER, ""), SHOWN);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    return List.of(parts(canonical).getOrDefault(NUMBER, ""));
  }

  /** Takes the number alone, since who searches seldom knows the bank. */
  @Override
  public Searched searchTerms(String query) {
    Parsed parsed = parse(query);
    return switch (parsed instanceof Parsed.Valid ? parsed : ACCOUNT_NUMBER.parse(query)) {
      case Parsed.Valid(String canonical) ->
          new Searched.Terms(
              canonical.indexOf('=') < 0 ? List.of(canonical) : indexTerms(canonical));
      case Parsed.Invalid(Reason reason, _) -> new Searched.Refused(reason);
    };
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
