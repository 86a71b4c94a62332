package vn.onecall.keeper.features;

/**
 * A place where an installation keeps something: a table, or files of one kind. It says whether the
 * place holds personal data, and if so how the person it is about gets it, restricts it and has it
 * erased; if not, why not.
 *
 * @param place a table as {@code instance:schema.table}, or a glob pattern of files below the data
 *     folder
 * @param content what it holds
 */
public record StoredData(String place, Content content) {

  /** What a place holds. */
  public sealed interface Content {}

  /**
   * Personal data.
   *
   * @param exported how the person gets it
   * @param restricted how its use is restricted
   * @param erased how it is erased
   */
  public record Held(String exported, String restricted, String erased) implements Content {}

  /**
   * No personal data.
   *
   * @param because why not
   */
  public record None(String because) implements Content {}

  /** A place of personal data. */
  public static Content held(String exported, String restricted, String erased) {
    return new Held(exported, restricted, erased);
  }

  /** A place without personal data. */
  public static Content none(String because) {
    return new None(because);
  }

  /** Whether this is a table, not files. */
  public boolean isTable() {
    return place.contains(":");
  }
}
