package vn.onecall.fields.contacts;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.ValidationWarning;
import vn.onecall.fields.reference.AdministrativeUnits;
import vn.onecall.fields.reference.Commune;
import vn.onecall.fields.reference.Province;
import vn.onecall.fields.structured.PartReader;
import vn.onecall.fields.structured.StructuredType;
import vn.onecall.fields.text.CodeText;
import vn.onecall.fields.text.Masks;
import vn.onecall.fields.text.ShortText;
import vn.onecall.messages.BilingualText;

/**
 * A postal address in Vietnam. A current address has the code of its {@code commune} and the {@code
 * street}, one line of free text. An address of before 2025-07-01 has {@code old}, free text that
 * is always kept, and, if known, the names {@code old-commune}, {@code old-district} and {@code
 * old-province}. If these determine one current commune, it is added; a current commune that is
 * given takes precedence.
 *
 * <p>Canonical {@code commune=00004;street=12 Phố A}. {@code province} is stored only if no commune
 * is known; otherwise it follows from the commune, and may be given if it agrees. The mask and the
 * derived form show only the province. It is not searched.
 */
final class ContactAddress implements StructuredType {

  private static final String COMMUNE = "commune";
  private static final String PROVINCE = "province";
  private static final String STREET = "street";
  private static final String OLD = "old";
  private static final String OLD_COMMUNE = "old-commune";
  private static final String OLD_DISTRICT = "old-district";
  private static final String OLD_PROVINCE = "old-province";

  private static final List<String> OLD_NAMES = List.of(OLD_COMMUNE, OLD_DISTRICT, OLD_PROVINCE);

  private static final Set<String> PARTS =
      new LinkedHashSet<>(
          List.of(COMMUNE, PROVINCE, STREET, OLD, OLD_COMMUNE, OLD_DISTRICT, OLD_PROVINCE));

  private static final int LONGEST_STREET = 200;
  private static final int LONGEST_OLD = 400;
  private static final int LONGEST_NAME = 100;

  /** All texts with every character escaped, plus the names of the parts. */
  private static final int LONGEST = 2 * (LONGEST_STREET + LONGEST_OLD + 3 * LONGEST_NAME) + 100;

  private static final FieldType COMMUNE_CODE =
      new CodeText(COMMUNE, 20, Pattern.compile("[0-9]{5}"));
  private static final FieldType PROVINCE_CODE =
      new CodeText(PROVINCE, 20, Pattern.compile("[0-9]{2}"));
  private static final FieldType STREET_TEXT = new ShortText(STREET, LONGEST_STREET);
  private static final FieldType OLD_TEXT = new ShortText(OLD, LONGEST_OLD);
  private static final FieldType OLD_NAME = new ShortText(OLD_COMMUNE, LONGEST_NAME);

  @Override
  public String name() {
    return "contact-address";
  }

  @Override
  public Set<String> partNames() {
    return PARTS;
  }

  @Override
  public boolean isComplete(Map<String, String> parts) {
    return parts.containsKey(OLD) || (parts.containsKey(COMMUNE) && parts.containsKey(STREET));
  }

  @Override
  public ParseResult parseKnownParts(Map<String, String> parts) {
    PartReader reader = new PartReader(this, parts);
    boolean old = reader.has(OLD);
    if (old) {
      reader.optional(COMMUNE, COMMUNE_CODE);
    } else {
      reader.required(COMMUNE, COMMUNE_CODE);
    }
    reader.optional(PROVINCE, PROVINCE_CODE);
    checkCodes(reader);
    if (old) {
      reader.optional(STREET, STREET_TEXT);
      reader.required(OLD, OLD_TEXT);
      OLD_NAMES.forEach(name -> reader.optional(name, OLD_NAME));
      addCurrentUnits(reader);
    } else {
      reader.required(STREET, STREET_TEXT);
      OLD_NAMES.forEach(reader::refuseIfPresent);
    }
    return reader.result();
  }

  private static void checkCodes(PartReader reader) {
    Optional<Commune> commune = AdministrativeUnits.commune(reader.value(COMMUNE));
    if (commune.isEmpty() && reader.has(COMMUNE)) {
      reader.refuse(COMMUNE, ValidationError.UNKNOWN_COMMUNE);
    }
    if (reader.has(PROVINCE)) {
      if (AdministrativeUnits.province(reader.value(PROVINCE)).isEmpty()) {
        reader.refuse(PROVINCE, ValidationError.UNKNOWN_PROVINCE);
      }
      commune
          .filter(each -> !each.province().code().equals(reader.value(PROVINCE)))
          .ifPresent(each -> reader.refuse(PROVINCE, ValidationError.UNFITTING_PART));
    }
    commune.ifPresent(each -> {
      reader.set(COMMUNE, each.code());
      reader.drop(PROVINCE);
    });
  }

  /**
   * Adds the current commune if the old names determine it, else the current province if it is
   * known.
   */
  private static void addCurrentUnits(PartReader reader) {
    if (reader.has(COMMUNE)) {
      return;
    }
    String province = reader.value(PROVINCE);
    Map<String, String> names = new LinkedHashMap<>();
    OLD_NAMES.forEach(name -> names.put(name, reader.value(name)));
    List<Commune> now = candidates(names, province);
    if (now.size() == 1) {
      reader.set(COMMUNE, now.getFirst().code());
      reader.drop(PROVINCE);
    } else if (province.isEmpty()) {
      AdministrativeUnits.currentProvince(reader.value(OLD_PROVINCE))
          .ifPresent(each -> reader.set(PROVINCE, each.code()));
    }
  }

  /** The communes of today in which the former one may lie, in the province if that is known. */
  private static List<Commune> candidates(Map<String, String> parts, String province) {
    return AdministrativeUnits.currentCommunes(
            parts.getOrDefault(OLD_COMMUNE, ""),
            parts.getOrDefault(OLD_DISTRICT, ""),
            parts.getOrDefault(OLD_PROVINCE, ""))
        .stream()
        .filter(each -> province.isEmpty() || each.province().code().equals(province))
        .toList();
  }

  /** With the province, if it is known. */
  @Override
  public Map<String, String> parts(String canonical) {
    Map<String, String> kept = StructuredType.super.parts(canonical);
    Optional<Province> province = province(kept);
    if (province.isEmpty() || kept.containsKey(PROVINCE)) {
      return kept;
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (String name : PARTS) {
      if (name.equals(PROVINCE)) {
        parts.put(PROVINCE, province.get().code());
      } else if (kept.containsKey(name)) {
        parts.put(name, kept.getOrDefault(name, ""));
      }
    }
    return parts;
  }

  private static Optional<Province> province(Map<String, String> parts) {
    Optional<Commune> commune = AdministrativeUnits.commune(parts.getOrDefault(COMMUNE, ""));
    return commune.isPresent()
        ? commune.map(Commune::province)
        : AdministrativeUnits.province(parts.getOrDefault(PROVINCE, ""));
  }

  @Override
  public String mask(String canonical) {
    return Masks.HIDDEN + province(parts(canonical)).map(each -> ", " + each.name()).orElse("");
  }

  @Override
  public Optional<String> derive(String canonical, LocalDate today) {
    return province(parts(canonical)).map(each -> each.code() + " " + each.name());
  }

  @Override
  public List<ValidationWarning> warnings(String canonical) {
    Map<String, String> parts = parts(canonical);
    if (parts.containsKey(COMMUNE)) {
      boolean former =
          parts.containsKey(OLD_COMMUNE)
              || (parts.containsKey(OLD_DISTRICT) && !candidates(parts, "").isEmpty());
      return former ? List.of(ValidationWarning.BROUGHT_FORWARD) : List.of();
    }
    return List.of(
        choices(canonical).size() > 1
            ? ValidationWarning.SEVERAL_COMMUNES
            : ValidationWarning.COMMUNE_NOT_KNOWN);
  }

  /** The communes of today among which a person has to choose, since the former one was divided. */
  @Override
  public List<Option> choices(String canonical) {
    Map<String, String> parts = parts(canonical);
    if (parts.containsKey(COMMUNE)) {
      return List.of();
    }
    List<Commune> now = candidates(parts, parts.getOrDefault(PROVINCE, ""));
    return now.size() < 2
        ? List.of()
        : now.stream()
            .map(each -> new Option(each.code(), new BilingualText(each.name(), each.name())))
            .toList();
  }

  @Override
  public Map<String, BilingualText> names(String canonical) {
    Map<String, BilingualText> names = new LinkedHashMap<>();
    Map<String, String> parts = parts(canonical);
    AdministrativeUnits.commune(parts.getOrDefault(COMMUNE, ""))
        .ifPresent(each -> names.put(COMMUNE, new BilingualText(each.name(), each.name())));
    province(parts)
        .ifPresent(each -> names.put(PROVINCE, new BilingualText(each.name(), each.name())));
    return names;
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
