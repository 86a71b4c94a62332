package vn.onecall.fields.payment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.SearchQuery;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.reference.Bank;
import vn.onecall.fields.structured.PartReader;
import vn.onecall.fields.structured.StructuredType;
import vn.onecall.fields.text.CodeText;
import vn.onecall.fields.text.Masks;
import vn.onecall.fields.text.ShortText;
import vn.onecall.messages.BilingualText;

/**
 * A bank account in Vietnam: {@code bank}, given by BIN, code or name, and {@code number}, 1 to 19
 * letters and digits. Canonical {@code bank=970436;number=0123456789}, letters in upper case.
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
      new CodeText(NUMBER, 60, Pattern.compile("[0-9A-Z]{1,19}"));

  @Override
  public String name() {
    return "bank-account";
  }

  @Override
  public Set<String> partNames() {
    return PARTS;
  }

  @Override
  public boolean isComplete(Map<String, String> parts) {
    return parts.keySet().equals(PARTS);
  }

  @Override
  public ParseResult parseKnownParts(Map<String, String> parts) {
    PartReader reader = new PartReader(this, parts);
    reader.required(BANK, BANK_TEXT);
    Bank.find(reader.value(BANK))
        .ifPresentOrElse(
            bank -> reader.set(BANK, bank.bin()),
            () -> reader.refuse(BANK, ValidationError.UNKNOWN_BANK));
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

  /** Accepts the number alone, since the bank is seldom known when searching. */
  @Override
  public SearchQuery searchTerms(String query) {
    ParseResult parsed = parse(query);
    return switch (parsed instanceof ParseResult.Valid ? parsed : ACCOUNT_NUMBER.parse(query)) {
      case ParseResult.Valid(String canonical) ->
          new SearchQuery.Terms(
              canonical.indexOf('=') < 0 ? List.of(canonical) : indexTerms(canonical));
      case ParseResult.Invalid(ValidationError reason, _) -> new SearchQuery.Refused(reason);
    };
  }

  @Override
  public Map<String, BilingualText> names(String canonical) {
    return Bank.find(parts(canonical).getOrDefault(BANK, ""))
        .map(bank -> Map.of(BANK, new BilingualText(bank.name(), bank.name())))
        .orElse(Map.of());
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
