package vn.onecall.fields.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The communes of before 2025-07-01, with the current communes of each. */
final class FormerCommunes {

  /** What stands in the table for the name of a commune where a district had none. */
  private static final String NO_COMMUNE = "-";

  /**
   * A former commune and the names by which it and its district are known.
   *
   * @param names one, and its other spellings
   * @param districts the name of its district, and those that the district had before
   */
  private record Entry(
      FormerCommune commune,
      List<AdministrativeName> names,
      List<AdministrativeName> districts,
      AdministrativeName province) {

    boolean isNamed(
        AdministrativeName name, BiPredicate<AdministrativeName, AdministrativeName> agree) {
      return names.stream().anyMatch(each -> agree.test(each, name));
    }

    boolean liesIn(
        AdministrativeName district,
        AdministrativeName inProvince,
        BiPredicate<AdministrativeName, AdministrativeName> agree) {
      return (district.isEmpty() || districts.stream().anyMatch(each -> agree.test(each, district)))
          && (inProvince.isEmpty() || agree.test(province, inProvince));
    }
  }

  /** How names are compared, strictest first; the first comparison with any match decides. */
  private static final List<BiPredicate<AdministrativeName, AdministrativeName>> COMPARISONS =
      List.of(
          AdministrativeName::matches,
          AdministrativeName::equalsExceptDiacritics,
          AdministrativeName::equalsExceptDiacriticsAndKind,
          AdministrativeName::soundsAlike);

  private static final List<Entry> ALL = new ArrayList<>();
  private static final Map<String, List<Entry>> BY_SOUND = new HashMap<>();
  private static final List<Entry> WHOLE_DISTRICTS = new ArrayList<>();
  private static final Map<String, Province> PROVINCES = new LinkedHashMap<>();

  static {
    String province = "";
    AdministrativeName provinceName = AdministrativeName.of("");
    String district = "";
    List<AdministrativeName> districtNames = List.of();
    for (List<String> line : ReferenceTable.lines("former-communes.tsv")) {
      if (line.size() == 1) {
        province = line.getFirst();
        provinceName = AdministrativeName.ofProvince(province);
      } else if (line.getFirst().isEmpty()) {
        district = line.get(1);
        districtNames = line.subList(1, line.size()).stream().map(AdministrativeName::of).toList();
      } else {
        FormerCommune commune =
            new FormerCommune(
                line.getFirst().equals(NO_COMMUNE) ? "" : line.getFirst(),
                district,
                province,
                now(line.get(1)));
        add(commune, line, districtNames, provinceName);
      }
    }
  }

  private FormerCommunes() {}

  /** The communes of today of these codes. */
  private static List<Commune> now(String codes) {
    return Arrays.stream(codes.split(",", -1))
        .map(code -> AdministrativeUnits.commune(code).orElseThrow())
        .toList();
  }

  private static void add(
      FormerCommune commune,
      List<String> line,
      List<AdministrativeName> districts,
      AdministrativeName province) {
    List<String> spellings = new ArrayList<>(List.of(commune.name()));
    spellings.addAll(line.subList(2, line.size()));
    Entry entry =
        new Entry(
            commune, spellings.stream().map(AdministrativeName::of).toList(), districts, province);
    ALL.add(entry);
    PROVINCES.put(entry.province.withoutDiacritics(), commune.now().getFirst().province());
    if (commune.name().isEmpty()) {
      WHOLE_DISTRICTS.add(entry);
    } else {
      entry.names.stream()
          .map(AdministrativeName::sound)
          .distinct()
          .forEach(name -> BY_SOUND.computeIfAbsent(name, any -> new ArrayList<>()).add(entry));
    }
  }

  /** All of them, in the order of the table. */
  static List<FormerCommune> all() {
    return ALL.stream().map(Entry::commune).toList();
  }

  /** Those of a district or province; an empty one of the two matches any. */
  static Set<FormerCommune> in(AdministrativeName district, AdministrativeName province) {
    return first(ALL, district, province, (each, agree) -> true);
  }

  /**
   * The former communes of these names; an empty district or province matches any. Without the name
   * of a commune, those districts that had none.
   */
  static Set<FormerCommune> find(
      AdministrativeName commune, AdministrativeName district, AdministrativeName province) {
    if (commune.isEmpty()) {
      return district.isEmpty()
          ? Set.of()
          : first(WHOLE_DISTRICTS, district, province, (each, agree) -> true);
    }
    return first(
        BY_SOUND.getOrDefault(commune.sound(), List.of()),
        district,
        province,
        (each, agree) -> each.isNamed(commune, agree));
  }

  private static Set<FormerCommune> first(
      List<Entry> among,
      AdministrativeName district,
      AdministrativeName province,
      BiPredicate<Entry, BiPredicate<AdministrativeName, AdministrativeName>> also) {
    for (BiPredicate<AdministrativeName, AdministrativeName> agree : COMPARISONS) {
      Set<FormerCommune> found =
          among.stream()
              .filter(each -> also.test(each, agree))
              .filter(each -> each.liesIn(district, province, agree))
              .map(Entry::commune)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Set.of();
  }

  /** The current province of a former province. */
  static Optional<Province> province(AdministrativeName province) {
    return Optional.ofNullable(PROVINCES.get(province.withoutDiacritics()));
  }
}
