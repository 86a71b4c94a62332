package vn.onecall.fields;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The administrative units of Vietnam since 2025-07-01, two tiers without districts, and where
 * those of before lie now. The tables are read when they are first asked for.
 */
public final class Places {

  /** The units of today. */
  private static final class Now {
    static final Map<String, Province> PROVINCES = new LinkedHashMap<>();
    static final Map<String, Commune> COMMUNES = new LinkedHashMap<>();

    static {
      for (List<String> line : Table.lines("provinces.tsv")) {
        PROVINCES.put(line.get(0), new Province(line.get(0), line.get(1)));
      }
      for (List<String> line : Table.lines("communes.tsv")) {
        Province province = Objects.requireNonNull(PROVINCES.get(line.get(1)), line.get(1));
        COMMUNES.put(line.get(0), new Commune(line.get(0), line.get(2), province));
      }
    }
  }

  private Places() {}

  /** The provinces, by code. */
  public static List<Province> provinces() {
    return List.copyOf(Now.PROVINCES.values());
  }

  /** The province of that code, if there is one. */
  public static Optional<Province> province(String code) {
    return Optional.ofNullable(Now.PROVINCES.get(code));
  }

  /** The communes of a province, by code; none if there is no such province. */
  public static List<Commune> communes(String province) {
    return Now.COMMUNES.values().stream()
        .filter(commune -> commune.province().code().equals(province))
        .toList();
  }

  /** The commune of that code, if there is one. */
  public static Optional<Commune> commune(String code) {
    return Optional.ofNullable(Now.COMMUNES.get(code));
  }

  /**
   * Where a commune of before 2025-07-01 lies now: one commune; several, by code, if it was divided
   * or is not the only one of its name; none if it is not known. Names may lack their marks and
   * their kind ({@code P. 12}, {@code go vap}), and a tone mark may stand where it will.
   *
   * @param district the former district; empty if it is not known
   * @param province the former province; empty if it is not known
   */
  public static List<Commune> broughtForward(String commune, String district, String province) {
    List<Commune> now =
        new ArrayList<>(
            FormerCommunes.find(
                Spelling.of(commune), Spelling.of(district), Spelling.ofProvince(province)));
    now.sort(Comparator.comparing(Commune::code));
    return Collections.unmodifiableList(now);
  }

  /** The province in which a province of before 2025-07-01, or of today, lies now. */
  public static Optional<Province> provinceNow(String province) {
    Optional<Province> former = FormerCommunes.province(Spelling.ofProvince(province));
    return former.isPresent()
        ? former
        : provinces().stream()
            .filter(each ->
                Spelling.ofProvince(each.name()).agreesLoosely(Spelling.ofProvince(province)))
            .findFirst();
  }
}
