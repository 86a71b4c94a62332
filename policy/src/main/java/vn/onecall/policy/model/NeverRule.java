package vn.onecall.policy.model;

import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * A never-rule: what must never be permitted, whatever else the policy says. The checker proves it
 * over every activity and transfer and every state of the facts.
 *
 * @param name the rule's name in its file
 * @param ground what demands it
 * @param uses the uses that it is about
 * @param data the data that it is about
 * @param state the facts under which it holds
 * @param words the rule for people
 */
public record NeverRule(
    String name, Ground ground, Uses uses, Data data, State state, BilingualText words) {

  /** What demands a never-rule: a promise or the law. */
  public sealed interface Ground {

    /**
     * A promise of the policy.
     *
     * @param promise its number
     */
    record Promised(PromiseId promise) implements Ground {}

    /**
     * The law.
     *
     * @param source the name of the source in the overlay
     */
    record Lawful(String source) implements Ground {}
  }

  /**
   * Criteria that select uses. An empty set is no criterion; a use must meet all the others.
   *
   * @param activities the ids of activities and transfers
   * @param purposes the names of purposes
   * @param terms the terms of purposes, such as {@code dpv:DirectMarketing}
   * @param roles the names of roles
   * @param kinds the kinds of activities
   * @param recipients the names of kinds of recipients
   */
  public record Uses(
      Set<String> activities,
      Set<String> purposes,
      Set<String> terms,
      Set<String> roles,
      Set<ActivityKind> kinds,
      Set<String> recipients) {

    public Uses {
      activities = FileOrder.copy(activities);
      purposes = FileOrder.copy(purposes);
      terms = FileOrder.copy(terms);
      roles = FileOrder.copy(roles);
      kinds = FileOrder.copy(kinds);
      recipients = FileOrder.copy(recipients);
    }
  }

  /**
   * Criteria that select fields. An empty set is no criterion; a field must meet all the others.
   *
   * @param fields the names of fields
   * @param categories the names of categories
   * @param terms the terms of fields or of their categories, such as {@code pd:PaymentCardNumber}
   * @param sensitivities the classes of their categories
   * @param forms the forms in which they are given or taken; where none is said, a search by a
   *     field is one of its uses too
   */
  public record Data(
      Set<String> fields,
      Set<String> categories,
      Set<String> terms,
      Set<Sensitivity> sensitivities,
      Set<Form> forms) {

    public Data {
      fields = FileOrder.copy(fields);
      categories = FileOrder.copy(categories);
      terms = FileOrder.copy(terms);
      sensitivities = FileOrder.copy(sensitivities);
      forms = FileOrder.copy(forms);
    }

    /**
     * Whether there is no criterion, so that the rule concerns uses with any data and with none.
     */
    public boolean isEmpty() {
      return fields.isEmpty()
          && categories.isEmpty()
          && terms.isEmpty()
          && sensitivities.isEmpty()
          && forms.isEmpty();
    }
  }

  /**
   * The facts under which a never-rule holds, by number, ascending. Where both are empty, it holds
   * always.
   *
   * @param holds those that all hold
   * @param lacks those of which none holds
   */
  public record State(Set<Integer> holds, Set<Integer> lacks) {

    public State {
      holds = FileOrder.ascending(holds);
      lacks = FileOrder.ascending(lacks);
    }
  }
}
