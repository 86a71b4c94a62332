package vn.onecall.server.reference;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.fields.reference.AdministrativeUnits;
import vn.onecall.fields.reference.Bank;
import vn.onecall.fields.reference.Commune;
import vn.onecall.fields.reference.Country;
import vn.onecall.fields.reference.FormerCommune;
import vn.onecall.fields.reference.Province;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.Problem;

/**
 * {@code /api/v1/reference}: what a form needs to offer and to explain, for anyone and without a
 * token: banks, countries, provinces, communes, and what became of the communes of before
 * 2025-07-01. It concerns no customer, is cacheable for a day, and reads the tables by which values
 * are checked, so that the two cannot differ.
 */
@RestController
@RequestMapping(path = "/api/v1/reference", produces = MediaType.APPLICATION_JSON_VALUE)
final class ReferenceEndpoints {
  private static final Messages MESSAGES = Messages.beside(ReferenceEndpoints.class);

  private static final Duration FRESH = Duration.ofDays(1);

  /** No name of a unit is longer. */
  private static final int LONGEST_NAME = 100;

  @GetMapping("/banks")
  ResponseEntity<ReferenceViews.BanksView> banks() {
    return cached(
        new ReferenceViews.BanksView(
            Bank.all().stream().map(ReferenceViews.BankView::of).toList()));
  }

  /** The bank of a BIN, or of a code or name that it goes by. */
  @GetMapping("/banks/{bank}")
  ResponseEntity<?> bank(@PathVariable String bank, Locale reader) {
    return found(
        bank.length() > LONGEST_NAME ? Optional.<Bank>empty() : Bank.find(bank),
        ReferenceViews.BankView::of,
        reader);
  }

  @GetMapping("/countries")
  ResponseEntity<ReferenceViews.CountriesView> countries(Locale reader) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .body(
            new ReferenceViews.CountriesView(
                Country.all().stream()
                    .map(country -> ReferenceViews.UnitView.of(country, reader))
                    .toList()));
  }

  @GetMapping("/provinces")
  ResponseEntity<ReferenceViews.ProvincesView> provinces() {
    return cached(
        new ReferenceViews.ProvincesView(
            AdministrativeUnits.provinces().stream().map(ReferenceViews.UnitView::of).toList()));
  }

  @GetMapping("/provinces/{code}/communes")
  ResponseEntity<?> communes(@PathVariable String code, Locale reader) {
    return found(AdministrativeUnits.province(code), ReferenceEndpoints::communes, reader);
  }

  private static ReferenceViews.CommunesView communes(Province province) {
    return new ReferenceViews.CommunesView(
        ReferenceViews.UnitView.of(province),
        AdministrativeUnits.communes(province.code()).stream()
            .map(each -> new ReferenceViews.UnitView(each.code(), each.name()))
            .toList());
  }

  /** A commune of today, and what it was made of. */
  @GetMapping("/communes/{code}")
  ResponseEntity<?> commune(@PathVariable String code, Locale reader) {
    return found(AdministrativeUnits.commune(code), ReferenceEndpoints::commune, reader);
  }

  private static ReferenceViews.CommuneView commune(Commune commune) {
    return ReferenceViews.CommuneView.of(commune)
        .with(
            AdministrativeUnits.formerCommunes().stream()
                .filter(former -> former.now().contains(commune))
                .toList());
  }

  /**
   * What became of the communes of before 2025-07-01: of one by its name, or of all of a district
   * or province.
   */
  @GetMapping("/former-communes")
  ResponseEntity<ReferenceViews.FormerCommunesView> formerCommunes(
      @RequestParam(defaultValue = "") String commune,
      @RequestParam(defaultValue = "") String district,
      @RequestParam(defaultValue = "") String province) {
    requireName("commune", commune);
    requireName("district", district);
    requireName("province", province);
    if (commune.isBlank() && district.isBlank() && province.isBlank()) {
      throw new InputException(FieldError.missing("province"));
    }
    List<FormerCommune> former =
        commune.isBlank()
            ? AdministrativeUnits.formerCommunesIn(district, province)
            : AdministrativeUnits.formerCommunes(commune, district, province);
    return cached(
        new ReferenceViews.FormerCommunesView(
            former.stream().map(ReferenceViews.FormerCommuneView::of).toList()));
  }

  private static void requireName(String parameter, String name) {
    if (name.length() > LONGEST_NAME) {
      throw new InputException(
          new FieldError(parameter, "too-long", MESSAGES.words("name-too-long", LONGEST_NAME)));
    }
  }

  private static <T> ResponseEntity<T> cached(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.maxAge(FRESH).cachePublic()).body(body);
  }

  private static <T, V> ResponseEntity<?> found(
      Optional<T> thing, Function<T, V> view, Locale reader) {
    return thing.isPresent()
        ? cached(view.apply(thing.get()))
        : Problem.NOT_FOUND.response(
            reader, Problem.NOT_FOUND.detail(reader, MESSAGES.words("no-such-code").in(reader)));
  }
}
