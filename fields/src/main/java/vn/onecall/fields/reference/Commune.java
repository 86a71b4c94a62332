package vn.onecall.fields.reference;

/**
 * A current commune: a ward (phường), a commune (xã) or a special zone (đặc khu).
 *
 * @param code five digits, such as {@code 00004}
 * @param name with its kind, such as {@code Phường Ba Đình}
 * @param province where it lies
 */
public record Commune(String code, String name, Province province) {}
