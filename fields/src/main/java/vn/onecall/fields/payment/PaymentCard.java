package vn.onecall.fields.payment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.structured.PartReader;
import vn.onecall.fields.structured.StructuredType;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.Choice;
import vn.onecall.fields.text.CodeText;
import vn.onecall.fields.text.ShortText;

/**
 * A payment card: the {@code token} of a payment gateway, with its {@code brand}, {@code bin} (six
 * or eight digits), {@code last-four} and {@code expires} ({@code 2028-09}, or {@code 09/28}) if
 * they are known. Where card numbers are accepted, {@code number} may stand in place of token, bin
 * and last four: 12 to 19 digits with Luhn's check digit (ISO/IEC 7812-1).
 *
 * <p>A number where none is accepted is refused with a reason of its own, and so is a security
 * code, PIN or track, always (PCI DSS 4.0.1, requirement 3.3), whatever its value. The mask shows
 * at most the BIN and the last four (requirement 3.4.1). It is not searched.
 */
final class PaymentCard implements StructuredType {

  private static final String TOKEN = "token";
  private static final String NUMBER = "number";
  private static final String BRAND = "brand";
  private static final String BIN = "bin";
  private static final String LAST_FOUR = "last-four";
  private static final String EXPIRES = "expires";

  private static final Set<String> PARTS =
      new LinkedHashSet<>(List.of(TOKEN, NUMBER, BRAND, BIN, LAST_FOUR, EXPIRES));

  private static final int LONGEST = 600;
  private static final int LONGEST_TOKEN = 256;

  /** A shorter number would have too few digits left to hide. */
  private static final int SHORTEST_TO_SHOW_BIN = 15;

  private static final Pattern SECRET =
      Pattern.compile(
          "(card)?(c[vs][vcs]|cvn|cid|cav)[0-9]?(code|number|value)?|(card)?(security|verification)"
              + "(code|number|value)|pin|pin(block|code|number)|(card)?(full)?track[0-9]?(data)?"
              + "|mag(netic)?stripe(data)?|chipdata");

  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

  private static final Pattern DIGITS = Pattern.compile("[0-9]{12,19}");

  private static final Pattern EXPIRY =
      Pattern.compile("(?:(0?[1-9]|1[0-2]) ?/ ?(?:20)?([0-9]{2})|20([0-9]{2})-(0[1-9]|1[0-2]))");

  private static final FieldType TOKEN_TEXT = new ShortText(TOKEN, LONGEST_TOKEN);
  private static final FieldType EXPIRY_TEXT = new ShortText(EXPIRES, 10);
  private static final FieldType NUMBER_CODE = new CodeText(NUMBER, 40, DIGITS);
  private static final FieldType BIN_CODE =
      new CodeText(BIN, 12, Pattern.compile("[0-9]{6}|[0-9]{8}"));
  private static final FieldType LAST_FOUR_CODE =
      new CodeText(LAST_FOUR, 8, Pattern.compile("[0-9]{4}"));

  private static final FieldType BRANDS =
      Choice.ofCodes(
          BRAND,
          List.of(
              "visa",
              "mastercard",
              "jcb",
              "amex",
              "napas",
              "unionpay",
              "diners",
              "discover",
              "other"));

  private final CardNumberPolicy numbers;

  PaymentCard(CardNumberPolicy numbers) {
    this.numbers = numbers;
  }

  @Override
  public String name() {
    return "payment-card";
  }

  @Override
  public Set<String> partNames() {
    return PARTS;
  }

  @Override
  public boolean isComplete(Map<String, String> parts) {
    return parts.containsKey(NUMBER)
        ? DIGITS.matcher(parts.getOrDefault(NUMBER, "")).matches() && !parts.containsKey(TOKEN)
        : parts.containsKey(TOKEN);
  }

  /** A card number given as one text is refused as a card number. */
  @Override
  public ParseResult parseText(String text) {
    if (!Characters.isLonger(text, LONGEST) && isCardNumber(text)) {
      return parseParts(Map.of(NUMBER, text));
    }
    return StructuredType.super.parseText(text);
  }

  @Override
  public ParseResult parseParts(Map<String, String> parts) {
    for (String name : parts.keySet()) {
      if (name.length() <= StructuredType.LONGEST_PART_NAME
          && SECRET.matcher(compact(name)).matches()) {
        return new ParseResult.Invalid(ValidationError.CARD_SECRET, compact(name));
      }
    }
    return StructuredType.super.parseParts(parts);
  }

  private static String compact(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  @Override
  public ParseResult parseKnownParts(Map<String, String> parts) {
    PartReader reader = new PartReader(this, parts);
    if (reader.has(NUMBER)) {
      readNumber(reader);
    } else {
      reader.required(TOKEN, TOKEN_TEXT);
      if (isCardNumber(reader.value(TOKEN))) {
        reader.refuse(TOKEN, ValidationError.CARD_NUMBER);
      }
      if (!VISIBLE_ASCII.matcher(reader.value(TOKEN)).matches()) {
        reader.refuse(TOKEN, ValidationError.FORMAT);
      }
    }
    reader.optional(BRAND, BRANDS);
    reader.optional(BIN, BIN_CODE);
    reader.optional(LAST_FOUR, LAST_FOUR_CODE);
    reader.optional(EXPIRES, EXPIRY_TEXT);
    readExpiry(reader);
    return reader.result();
  }

  private void readNumber(PartReader reader) {
    if (numbers == CardNumberPolicy.REFUSED) {
      reader.refuse(NUMBER, ValidationError.CARD_NUMBER);
    }
    reader.refuseIfPresent(TOKEN);
    reader.refuseIfPresent(BIN);
    reader.refuseIfPresent(LAST_FOUR);
    reader.required(NUMBER, NUMBER_CODE);
    if (!passesLuhn(reader.value(NUMBER))) {
      reader.refuse(NUMBER, ValidationError.CHECK_DIGIT);
    }
  }

  private static void readExpiry(PartReader reader) {
    if (reader.value(EXPIRES).isEmpty()) {
      return;
    }
    Matcher expiry = EXPIRY.matcher(reader.value(EXPIRES));
    if (!expiry.matches()) {
      reader.refuse(EXPIRES, ValidationError.FORMAT);
    } else if (expiry.group(1) != null) {
      String month = expiry.group(1);
      reader.set(
          EXPIRES, "20" + expiry.group(2) + "-" + (month.length() == 1 ? "0" + month : month));
    }
  }

  private static boolean isCardNumber(String text) {
    String digits = CodeText.compact(text);
    return DIGITS.matcher(digits).matches() && passesLuhn(digits);
  }

  /** ISO/IEC 7812-1, annex B: each second digit from the right counts double. */
  static boolean passesLuhn(String digits) {
    int sum = 0;
    for (int at = 0; at < digits.length(); at++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - at), 10);
      int counted = at % 2 == 0 ? digit : 2 * digit;
      sum += counted / 10 + counted % 10;
    }
    return sum % 10 == 0;
  }

  @Override
  public String mask(String canonical) {
    Map<String, String> parts = parts(canonical);
    String number = parts.getOrDefault(NUMBER, "");
    if (number.isEmpty()) {
      return parts.getOrDefault(BIN, "") + "••••••" + parts.getOrDefault(LAST_FOUR, "");
    }
    return (number.length() < SHORTEST_TO_SHOW_BIN ? "" : number.substring(0, 6))
        + "••••••"
        + number.substring(number.length() - 4);
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
