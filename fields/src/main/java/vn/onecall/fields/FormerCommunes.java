package vn.onecall.fields;

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

/** The communes of before 2025-07-01 and where each lies now. */
final class FormerCommunes {

  /**
   * A former commune, or a part of one.
   *
   * @param now where it lies
   */
  private record Former(Spelling commune, Spelling district, Spelling province, Commune now) {}

  /** How closely names must agree; the first way in which any do decides. */
  private static final List<BiPredicate<Spelling, Spelling>> WAYS =
      List.of(Spelling::agrees, Spelling::agreesButForMarks, Spelling::agreesLoosely);

  private static final Map<String, List<Former>> BY_NAME = new HashMap<>();
  private static final Map<String, Province> PROVINCES = new LinkedHashMap<>();

  static {
    Spelling province = Spelling.of("");
    Spelling district = province;
    for (List<String> line : Table.lines("former-communes.tsv")) {
      if (line.size() == 1) {
        province = Spelling.ofProvince(line.get(0));
      } else if (line.get(0).isEmpty()) {
        district = Spelling.of(line.get(1));
      } else {
        Commune now = Places.commune(line.get(1)).orElseThrow();
        Former former = new Former(Spelling.of(line.get(0)), district, province, now);
        BY_NAME.computeIfAbsent(former.commune.loose(), name -> new ArrayList<>()).add(former);
        PROVINCES.put(province.loose(), now.province());
      }
    }
  }

  private FormerCommunes() {}

  /** Where the commune of these names lies now; an empty district or province may be any. */
  static Set<Commune> find(Spelling commune, Spelling district, Spelling province) {
    List<Former> named = BY_NAME.getOrDefault(commune.loose(), List.of());
    for (BiPredicate<Spelling, Spelling> agree : WAYS) {
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

  /** Where a former province lies now. */
  static Optional<Province> province(Spelling province) {
    return Optional.ofNullable(PROVINCES.get(province.loose()));
  }
}
