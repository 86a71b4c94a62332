package vn.onecall.fields.reference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The administrative units of Vietnam since 2025-07-01, in two tiers without districts, and the
 * current units of the former ones. The tables are loaded on first use.
 */
public final class AdministrativeUnits {

  /** The current units. */
  private static final class Current {
    static final Map<String, Province> PROVINCES = new LinkedHashMap<>();
    static final Map<String, Commune> COMMUNES = new LinkedHashMap<>();

    /** Communes by codes that they had before, or that sources had of them. */
    static final Map<String, Commune> EARLIER_CODES = new HashMap<>();

    static {
      for (List<String> line : ReferenceTable.lines("provinces.tsv")) {
        PROVINCES.put(line.get(0), new Province(line.get(0), line.get(1)));
      }
      for (List<String> line : ReferenceTable.lines("communes.tsv")) {
        Province province = Objects.requireNonNull(PROVINCES.get(line.get(1)), line.get(1));
        Commune commune = new Commune(line.get(0), line.get(2), province);
        COMMUNES.put(commune.code(), commune);
        line.subList(3, line.size()).forEach(code -> EARLIER_CODES.put(code, commune));
      }
    }
  }

  private AdministrativeUnits() {}

  /** The provinces, by code. */
  public static List<Province> provinces() {
    return List.copyOf(Current.PROVINCES.values());
  }

  /** The province of that code, if there is one. */
  public static Optional<Province> province(String code) {
    return Optional.ofNullable(Current.PROVINCES.get(code));
  }

  /** The communes of a province, by code; none if there is no such province. */
  public static List<Commune> communes(String province) {
    return Current.COMMUNES.values().stream()
        .filter(commune -> commune.province().code().equals(province))
        .toList();
  }

  /** The commune of that code, if there is one; its earlier codes are known too. */
  public static Optional<Commune> commune(String code) {
    Commune commune = Current.COMMUNES.get(code);
    return Optional.ofNullable(commune == null ? Current.EARLIER_CODES.get(code) : commune);
  }

  /** The communes of before 2025-07-01, in the order of their provinces and districts. */
  public static List<FormerCommune> formerCommunes() {
    return FormerCommunes.all();
  }

  /** The communes of before 2025-07-01 of a district or province; an empty one matches any. */
  public static List<FormerCommune> formerCommunesIn(String district, String province) {
    return List.copyOf(
        FormerCommunes.in(
            AdministrativeName.of(district), AdministrativeName.ofProvince(province)));
  }

  /**
   * The communes of before 2025-07-01 of these names. Names may lack diacritics and the kind of
   * unit, or abbreviate it ({@code P. 12}, {@code go vap}); the place of a tone mark, the sign for
   * an apostrophe, and i for y do not matter.
   *
   * @param commune the former commune; empty for a district that had no communes
   * @param district the former district; empty if it is not known
   * @param province the former province; empty if it is not known
   */
  public static List<FormerCommune> formerCommunes(
      String commune, String district, String province) {
    return List.copyOf(
        FormerCommunes.find(
            AdministrativeName.of(commune),
            AdministrativeName.of(district),
            AdministrativeName.ofProvince(province)));
  }

  /**
   * The current communes of a commune of before 2025-07-01, found as {@link #formerCommunes(String,
   * String, String)} finds it: one; several, sorted by code, if it was divided or its name is
   * ambiguous; none if it is not known.
   */
  public static List<Commune> currentCommunes(String commune, String district, String province) {
    return formerCommunes(commune, district, province).stream()
        .flatMap(former -> former.now().stream())
        .distinct()
        .sorted(Comparator.comparing(Commune::code))
        .toList();
  }

  /** The current province of a former province, or of a current one. */
  public static Optional<Province> currentProvince(String province) {
    Optional<Province> former = FormerCommunes.province(AdministrativeName.ofProvince(province));
    return former.isPresent()
        ? former
        : provinces().stream()
            .filter(each ->
                AdministrativeName.ofProvince(each.name())
                    .equalsExceptDiacriticsAndKind(AdministrativeName.ofProvince(province)))
            .findFirst();
  }
}
