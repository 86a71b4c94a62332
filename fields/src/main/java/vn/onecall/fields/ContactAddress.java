package vn.onecall.fields;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a person can be written to in Vietnam. An address of today is the code of its {@code
 * commune} and the {@code street}, which is one line of free text. An address of before 2025-07-01
 * is {@code old}, free text that is always kept, and, where they are known, the names {@code
 * old-commune}, {@code old-district} and {@code old-province}: where they decide the commune of
 * today, it is added. If the commune of today is given as well, it holds.
 *
 * <p>Canonical {@code commune=00004;street=12 Phố A}. {@code province} is kept where no commune is
 * known, and follows from the commune otherwise; it may be handed in if it agrees. The mask and
 * what is derived show the province alone. It is not searched.
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

  /** All texts with every character escaped, and the names of the parts. */
  private static final int LONGEST = 2 * (LONGEST_STREET + LONGEST_OLD + 3 * LONGEST_NAME) + 100;

  private static final FieldType COMMUNE_CODE = new Coded(COMMUNE, 20, Pattern.compile("[0-9]{5}"));
  private static final FieldType PROVINCE_CODE =
      new Coded(PROVINCE, 20, Pattern.compile("[0-9]{2}"));
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
  public boolean whole(Map<String, String> parts) {
    return parts.containsKey(OLD) || (parts.containsKey(COMMUNE) && parts.containsKey(STREET));
  }

  @Override
  public Parsed parseKnown(Map<String, String> parts) {
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
      bringForward(reader);
    } else {
      reader.required(STREET, STREET_TEXT);
      OLD_NAMES.forEach(reader::absent);
    }
    return reader.result();
  }

  private static void checkCodes(PartReader reader) {
    Optional<Commune> commune = Places.commune(reader.value(COMMUNE));
    if (commune.isEmpty() && reader.has(COMMUNE)) {
      reader.refuse(COMMUNE, Reason.UNKNOWN_COMMUNE);
    }
    if (reader.has(PROVINCE)) {
      if (Places.province(reader.value(PROVINCE)).isEmpty()) {
        reader.refuse(PROVINCE, Reason.UNKNOWN_PROVINCE);
      }
      commune
          .filter(each -> !each.province().code().equals(reader.value(PROVINCE)))
          .ifPresent(each -> reader.refuse(PROVINCE, Reason.UNFITTING_PART));
    }
    commune.ifPresent(each -> reader.drop(PROVINCE));
  }

  /** Adds the commune if the old names decide it, else the province if they or it is known. */
  private static void bringForward(PartReader reader) {
    if (reader.has(COMMUNE)) {
      return;
    }
    String province = reader.value(PROVINCE);
    List<Commune> now =
        candidates(
                reader.value(OLD_COMMUNE), reader.value(OLD_DISTRICT), reader.value(OLD_PROVINCE))
            .stream()
            .filter(each -> province.isEmpty() || each.province().code().equals(province))
            .toList();
    if (now.size() == 1) {
      reader.set(COMMUNE, now.getFirst().code());
      reader.drop(PROVINCE);
    } else if (province.isEmpty()) {
      Places.provinceNow(reader.value(OLD_PROVINCE))
          .ifPresent(each -> reader.set(PROVINCE, each.code()));
    }
  }

  private static List<Commune> candidates(String commune, String district, String province) {
    return commune.isEmpty() ? List.of() : Places.broughtForward(commune, district, province);
  }

  /** With the province, wherever it is known. */
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
    Optional<Commune> commune = Places.commune(parts.getOrDefault(COMMUNE, ""));
    return commune.isPresent()
        ? commune.map(Commune::province)
        : Places.province(parts.getOrDefault(PROVINCE, ""));
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
  public List<Warning> warnings(String canonical) {
    Map<String, String> parts = parts(canonical);
    String oldCommune = parts.getOrDefault(OLD_COMMUNE, "");
    if (parts.containsKey(COMMUNE)) {
      return oldCommune.isEmpty() ? List.of() : List.of(Warning.BROUGHT_FORWARD);
    }
    List<Commune> now =
        candidates(
            oldCommune, parts.getOrDefault(OLD_DISTRICT, ""), parts.getOrDefault(OLD_PROVINCE, ""));
    return List.of(now.size() > 1 ? Warning.SEVERAL_COMMUNES : Warning.COMMUNE_NOT_KNOWN);
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
