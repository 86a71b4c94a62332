package vn.onecall.server.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import vn.onecall.fields.reference.Bank;
import vn.onecall.fields.reference.Commune;
import vn.onecall.fields.reference.Country;
import vn.onecall.fields.reference.FormerCommune;
import vn.onecall.fields.reference.Province;

/** Reference data as the API shows it. */
final class ReferenceViews {
  private ReferenceViews() {}

  /** The banks and wallets, by name. */
  record BanksView(List<BankView> banks) {}

  /** A bank or wallet. */
  record BankView(String bin, String code, String name) {
    static BankView of(Bank bank) {
      return new BankView(bank.bin(), bank.code(), bank.name());
    }
  }

  /** The countries, by code. */
  record CountriesView(List<UnitView> countries) {}

  /** The provinces, by code. */
  record ProvincesView(List<UnitView> provinces) {}

  /** The communes of a province, by code. */
  record CommunesView(UnitView province, List<UnitView> communes) {}

  /** A code and its name. */
  record UnitView(String code, String name) {
    static UnitView of(Province province) {
      return new UnitView(province.code(), province.name());
    }

    static UnitView of(Country country, Locale reader) {
      return new UnitView(country.code(), country.name().in(reader));
    }
  }

  /**
   * A commune of today.
   *
   * @param formerly what it was made of, where that is asked for
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record CommuneView(
      String code, String name, UnitView province, List<FormerCommuneView> formerly) {
    static CommuneView of(Commune commune) {
      return new CommuneView(
          commune.code(), commune.name(), UnitView.of(commune.province()), List.of());
    }

    CommuneView with(List<FormerCommune> former) {
      return new CommuneView(
          code, name, province, former.stream().map(FormerCommuneView::of).toList());
    }
  }

  /** Communes of before 2025-07-01. */
  record FormerCommunesView(List<FormerCommuneView> formerCommunes) {}

  /**
   * A commune of before 2025-07-01.
   *
   * @param name empty for a district that had no communes
   * @param divided whether it lies in several communes of today
   * @param now the communes of today in which it lies
   */
  record FormerCommuneView(
      String name, String district, String province, boolean divided, List<CommuneView> now) {
    static FormerCommuneView of(FormerCommune former) {
      return new FormerCommuneView(
          former.name(),
          former.district(),
          former.province(),
          former.now().size() > 1,
          former.now().stream().map(CommuneView::of).toList());
    }
  }
}
