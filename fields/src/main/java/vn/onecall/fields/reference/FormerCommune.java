package vn.onecall.fields.reference;

import java.util.List;

/**
 * A commune of before 2025-07-01.
 *
 * @param name with its kind, such as {@code Phường Cống Vị}; empty for a district that had no
 *     communes
 * @param district its district, such as {@code Quận Ba Đình}
 * @param province its province
 * @param now the communes of today in which it lies, by code; more than one if it was divided
 */
public record FormerCommune(String name, String district, String province, List<Commune> now) {
  public FormerCommune {
    now = List.copyOf(now);
  }
}
