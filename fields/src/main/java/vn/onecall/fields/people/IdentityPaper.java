package vn.onecall.fields.people;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.SearchQuery;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.ValidationWarning;
import vn.onecall.fields.reference.Country;
import vn.onecall.fields.structured.PartReader;
import vn.onecall.fields.structured.StructuredType;
import vn.onecall.fields.text.CalendarDate;
import vn.onecall.fields.text.Choice;
import vn.onecall.fields.text.CodeText;
import vn.onecall.fields.text.Masks;
import vn.onecall.fields.text.ShortText;
import vn.onecall.messages.BilingualText;

/**
 * A paper that says who somebody is and is no Vietnamese identity card: of a foreigner, or of a
 * Vietnamese who has no card. Its {@code kind} ({@code passport}, {@code residence-card} and
 * others), its {@code number}, 3 to 20 letters and digits, the {@code country} that gave it (ISO
 * 3166-1, given as code or name), and until when it is good, {@code expires}, which passports and
 * residence cards always say.
 *
 * <p>Canonical {@code kind=passport;number=C1234567;country=VN;expires=2031-04-30}. The index term
 * is the number alone. The mask is {@code passport VN •••••••67}. A paper whose time is over is
 * kept, with a warning: somebody may have no other.
 */
final class IdentityPaper implements StructuredType {

  private static final String KIND = "kind";
  private static final String NUMBER = "number";
  private static final String COUNTRY = "country";
  private static final String EXPIRES = "expires";

  private static final Set<String> PARTS =
      new LinkedHashSet<>(List.of(KIND, NUMBER, COUNTRY, EXPIRES));

  /** The kinds that always have an end. */
  private static final Set<String> ENDING = Set.of("passport", "residence-card");

  private static final int LONGEST = 200;
  private static final int SHOWN = 3;

  private static final FieldType PAPER_NUMBER =
      new CodeText(NUMBER, 60, Pattern.compile("[0-9A-Z]{3,20}"));
  private static final FieldType COUNTRY_TEXT = new ShortText(COUNTRY, 60);
  private static final FieldType DATE = new CalendarDate();

  private final Choice kinds;
  private final CurrentDate today;

  IdentityPaper(Choice kinds, CurrentDate today) {
    this.kinds = kinds;
    this.today = today;
  }

  @Override
  public String name() {
    return "identity-paper";
  }

  @Override
  public Set<String> partNames() {
    return PARTS;
  }

  @Override
  public boolean isComplete(Map<String, String> parts) {
    return parts.containsKey(KIND) && parts.containsKey(NUMBER) && parts.containsKey(COUNTRY);
  }

  @Override
  public ParseResult parseKnownParts(Map<String, String> parts) {
    PartReader reader = new PartReader(this, parts);
    reader.required(KIND, kinds);
    reader.required(NUMBER, PAPER_NUMBER);
    reader.required(COUNTRY, COUNTRY_TEXT);
    if (!reader.value(COUNTRY).isEmpty()) {
      Country.find(reader.value(COUNTRY))
          .ifPresentOrElse(
              country -> reader.set(COUNTRY, country.code()),
              () -> reader.refuse(COUNTRY, ValidationError.UNKNOWN_COUNTRY));
    }
    if (ENDING.contains(reader.value(KIND))) {
      reader.required(EXPIRES, DATE);
    } else {
      reader.optional(EXPIRES, DATE);
    }
    return reader.result();
  }

  @Override
  public String mask(String canonical) {
    Map<String, String> parts = parts(canonical);
    return parts.get(KIND)
        + " "
        + parts.get(COUNTRY)
        + " "
        + Masks.last(parts.getOrDefault(NUMBER, ""), SHOWN);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    return List.of(parts(canonical).getOrDefault(NUMBER, ""));
  }

  /** Accepts the number alone, since people search by what they read on the paper. */
  @Override
  public SearchQuery searchTerms(String query) {
    ParseResult parsed = parse(query);
    return switch (parsed instanceof ParseResult.Valid ? parsed : PAPER_NUMBER.parse(query)) {
      case ParseResult.Valid(String canonical) ->
          new SearchQuery.Terms(
              canonical.indexOf('=') < 0 ? List.of(canonical) : indexTerms(canonical));
      case ParseResult.Invalid(ValidationError reason, _) -> new SearchQuery.Refused(reason);
    };
  }

  @Override
  public List<ValidationWarning> warnings(String canonical) {
    String expires = parts(canonical).getOrDefault(EXPIRES, "");
    return !expires.isEmpty() && LocalDate.parse(expires).isBefore(today.date())
        ? List.of(ValidationWarning.PAPER_EXPIRED)
        : List.of();
  }

  @Override
  public Map<String, BilingualText> names(String canonical) {
    Map<String, String> parts = parts(canonical);
    Map<String, BilingualText> names = new LinkedHashMap<>();
    kinds.names(parts.getOrDefault(KIND, "")).values().forEach(kind -> names.put(KIND, kind));
    Country.find(parts.getOrDefault(COUNTRY, ""))
        .ifPresent(country -> names.put(COUNTRY, country.name()));
    return names;
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
