package vn.onecall.fields;

/**
 * A province of Vietnam, or a city of its rank, of today's 34.
 *
 * @param code two digits, such as {@code 01}
 * @param name with its kind, such as {@code Thành phố Hà Nội}
 */
public record Province(String code, String name) {}
