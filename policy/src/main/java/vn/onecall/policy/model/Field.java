package vn.onecall.policy.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * One datum of a subject. A field has a category, at least one purpose, and the words that tell the
 * customer why it is needed; without them it does not exist.
 *
 * @param name the field's name in the policy and the API
 * @param category the category that it is sealed with
 * @param dpv its term in the W3C Data Privacy Vocabulary, such as {@code pd:EmailAddress}
 * @param shape what its values look like
 * @param needs the purposes it serves, at least one, and the greatest form that each needs, in file
 *     order
 * @param collection when and how it may be taken
 * @param texts what the customer is told of it
 */
public record Field(
    String name,
    String category,
    String dpv,
    Shape shape,
    Map<String, Form> needs,
    Collection collection,
    Texts texts) {

  public Field {
    if (needs.isEmpty()) {
      throw new IllegalArgumentException("A field serves a purpose");
    }
    needs = FileOrder.copy(needs);
  }

  /** The name of the type by which the server validates and masks it. */
  public String type() {
    return shape.type();
  }

  /** Whether a subject can be found by it. */
  public boolean indexed() {
    return shape.indexed();
  }

  /** The purposes it serves, in file order, at least one. */
  public Set<String> purposes() {
    return needs.keySet();
  }

  /** The field's name for people. */
  public BilingualText label() {
    return texts.label();
  }

  /** Why the field is needed. */
  public BilingualText necessity() {
    return texts.necessity();
  }

  /** What the customer reads where the field is asked for. */
  public BilingualText notice() {
    return texts.notice();
  }

  /**
   * What a field's values look like. With parameters and options the policy adds a field of a known
   * type without a change of code.
   *
   * @param type the name of the type
   * @param indexed whether a subject can be found by it
   * @param repeats how many values a subject may have at most, 1 or more
   * @param parameters what the type is told, by name, as text
   * @param options the values to choose from, with their words; empty unless the type is a choice
   */
  public record Shape(
      String type,
      boolean indexed,
      int repeats,
      Map<String, String> parameters,
      Map<String, BilingualText> options) {

    public Shape {
      if (repeats < 1) {
        throw new IllegalArgumentException("A field holds at least one value");
      }
      parameters = FileOrder.copy(parameters);
      options = FileOrder.copy(options);
    }
  }

  /**
   * When and how a field may be taken. What the policy does not narrow is all that it lists. A
   * field without a moment is collected from nobody: the company or an authority writes it itself.
   *
   * @param moments the names of the moments
   * @param channels the names of the channels
   * @param consent the name of the consent without which it is not taken
   */
  public record Collection(Set<String> moments, Set<String> channels, Optional<String> consent) {
    /** A field that is collected from nobody. */
    public static final Collection FROM_NOBODY =
        new Collection(Set.of(), Set.of(), Optional.empty());

    public Collection {
      moments = FileOrder.copy(moments);
      channels = FileOrder.copy(channels);
    }

    /** Whether the field is collected from customers. */
    public boolean collected() {
      return !moments.isEmpty();
    }
  }

  /**
   * What the customer is told of a field.
   *
   * @param label its name for people
   * @param necessity why it is needed
   * @param notice what is read where it is asked for
   */
  public record Texts(BilingualText label, BilingualText necessity, BilingualText notice) {}
}
