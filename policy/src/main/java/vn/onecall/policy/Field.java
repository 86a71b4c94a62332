package vn.onecall.policy;

import java.util.Set;

/**
 * One datum of a subject. A field has a category, at least one purpose, and the words that tell the
 * customer why it is needed; without them it does not exist (promises 1.1 and 6.1).
 *
 * @param name the field's name in the policy and the API
 * @param category the category that it is sealed with
 * @param type the name of the type by which the server validates and masks it
 * @param dpv its term in the W3C Data Privacy Vocabulary, such as {@code pd:EmailAddress}
 * @param indexed whether a subject can be found by it
 * @param purposes the purposes it serves, in file order, at least one
 * @param texts what the customer is told of it
 */
public record Field(
    String name,
    String category,
    String type,
    String dpv,
    boolean indexed,
    Set<String> purposes,
    Texts texts) {

  public Field {
    if (purposes.isEmpty()) {
      throw new IllegalArgumentException("A field serves a purpose");
    }
    purposes = Ordered.copy(purposes);
  }

  /** The field's name for people. */
  public Words label() {
    return texts.label();
  }

  /** Why the field is needed. */
  public Words necessity() {
    return texts.necessity();
  }

  /** What the customer reads where the field is asked for. */
  public Words notice() {
    return texts.notice();
  }

  /**
   * What the customer is told of a field.
   *
   * @param label its name for people
   * @param necessity why it is needed
   * @param notice what is read where it is asked for
   */
  public record Texts(Words label, Words necessity, Words notice) {}
}
