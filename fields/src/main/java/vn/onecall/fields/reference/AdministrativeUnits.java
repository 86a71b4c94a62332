package vn.onecall.fields.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

    static {
      for (List<String> line : ReferenceTable.lines("provinces.tsv")) {
        PROVINCES.put(line.get(0), new Province(line.get(0), line.get(1)));
      }
      for (List<String> line : ReferenceTable.lines("communes.tsv")) {
        Province province = Objects.requireNonNull(PROVINCES.get(line.get(1)), line.get(1));
        COMMUNES.put(line.get(0), new Commune(line.get(0), line.get(2), province));
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

  /** The commune of that code, if there is one. */
  public static Optional<Commune> commune(String code) {
    return Optional.ofNullable(Current.COMMUNES.get(code));
  }

  /**
   * The current communes of a commune of before 2025-07-01: one; several, sorted by code, if it was
   * divided or its name is ambiguous; none if it is not known. Names may lack diacritics and the
   * kind of unit, or abbreviate it ({@code P. 12}, {@code go vap}); the place of a tone mark does
   * not matter.
   *
   * @param district the former district; empty if it is not known
   * @param province the former province; empty if it is not known
   */
  public static List<Commune> currentCommunes(String commune, String district, String province) {
    List<Commune> now =
        new ArrayList<>(
            FormerCommunes.find(
                AdministrativeName.of(commune),
                AdministrativeName.of(district),
                AdministrativeName.ofProvince(province)));
    now.sort(Comparator.comparing(Commune::code));
    return Collections.unmodifiableList(now);
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
