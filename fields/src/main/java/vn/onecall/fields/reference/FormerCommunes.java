package vn.onecall.fields.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The communes of before 2025-07-01, with the current commune of each. */
final class FormerCommunes {

  /**
   * A former commune, or a part of one.
   *
   * @param now the current commune
   */
  private record Former(
      AdministrativeName commune,
      AdministrativeName district,
      AdministrativeName province,
      Commune now) {}

  /** How names are compared, strictest first; the first comparison with any match decides. */
  private static final List<BiPredicate<AdministrativeName, AdministrativeName>> COMPARISONS =
      List.of(
          AdministrativeName::matches,
          AdministrativeName::equalsExceptDiacritics,
          AdministrativeName::equalsExceptDiacriticsAndKind);

  private static final Map<String, List<Former>> BY_NAME = new HashMap<>();
  private static final Map<String, Province> PROVINCES = new LinkedHashMap<>();

  static {
    AdministrativeName province = AdministrativeName.of("");
    AdministrativeName district = province;
    for (List<String> line : ReferenceTable.lines("former-communes.tsv")) {
      if (line.size() == 1) {
        province = AdministrativeName.ofProvince(line.get(0));
      } else if (line.get(0).isEmpty()) {
        district = AdministrativeName.of(line.get(1));
      } else {
        Commune now = AdministrativeUnits.commune(line.get(1)).orElseThrow();
        Former former = new Former(AdministrativeName.of(line.get(0)), district, province, now);
        BY_NAME
            .computeIfAbsent(former.commune.withoutDiacritics(), name -> new ArrayList<>())
            .add(former);
        PROVINCES.put(province.withoutDiacritics(), now.province());
      }
    }
  }

  private FormerCommunes() {}

  /**
   * The current communes of the former commune of these names; an empty district or province
   * matches any.
   */
  static Set<Commune> find(
      AdministrativeName commune, AdministrativeName district, AdministrativeName province) {
    List<Former> named = BY_NAME.getOrDefault(commune.withoutDiacritics(), List.of());
    for (BiPredicate<AdministrativeName, AdministrativeName> agree : COMPARISONS) {
      Set<Commune> now =
          named.stream()
              .filter(former -> agree.test(former.commune, commune))
              .filter(former -> district.isEmpty() || agree.test(former.district, district))
              .filter(former -> province.isEmpty() || agree.test(former.province, province))
              .map(Former::now)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (!now.isEmpty()) {
        return now;
      }
    }
    return Set.of();
  }

  /** The current province of a former province. */
  static Optional<Province> province(AdministrativeName province) {
    return Optional.ofNullable(PROVINCES.get(province.withoutDiacritics()));
  }
}
