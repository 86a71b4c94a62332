package vn.onecall.fields.reference;

/**
 * One of the 34 current provinces of Vietnam, or a city of that rank.
 *
 * @param code two digits, such as {@code 01}
 * @param name with its kind, such as {@code Thành phố Hà Nội}
 */
public record Province(String code, String name) {}
