package vn.onecall.policy;

import java.util.Set;
import java.util.stream.Stream;

/**
 * What must never be permitted, whatever else the policy says. The checker proves it over every
 * activity and transfer and every state of the facts.
 *
 * @param name the rule's name in its file
 * @param ground what demands it
 * @param uses the uses that it is about
 * @param data the data that it is about
 * @param state the facts under which it holds
 * @param words the rule for people
 */
public record Never(String name, Ground ground, Uses uses, Data data, State state, Words words) {

  /** What demands a never-rule. */
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
   * Uses, by what is fixed in them. An empty set says nothing; all that is said must match.
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
      activities = Ordered.copy(activities);
      purposes = Ordered.copy(purposes);
      terms = Ordered.copy(terms);
      roles = Ordered.copy(roles);
      kinds = Ordered.copy(kinds);
      recipients = Ordered.copy(recipients);
    }

    /** What is said, one thing at a time. */
    Stream<Uses> parts() {
      Set<String> any = Set.of();
      Set<ActivityKind> every = Set.of();
      return Stream.of(
          new Uses(activities, any, any, any, every, any),
          new Uses(any, purposes, any, any, every, any),
          new Uses(any, any, terms, any, every, any),
          new Uses(any, any, any, roles, every, any),
          new Uses(any, any, any, any, kinds, any),
          new Uses(any, any, any, any, every, recipients));
    }
  }

  /**
   * Data, by field. An empty set says nothing; all that is said must match in one field.
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

    /** Nothing said of data. */
    static final Data NONE = new Data(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Data {
      fields = Ordered.copy(fields);
      categories = Ordered.copy(categories);
      terms = Ordered.copy(terms);
      sensitivities = Ordered.copy(sensitivities);
      forms = Ordered.copy(forms);
    }

    /** The same data by the names that the policy itself gives, whatever its form. */
    Data named() {
      return new Data(fields, categories, Set.of(), sensitivities, Set.of());
    }

    /** Whether it says nothing, so that it is about any data and none. */
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
      holds = Ordered.numbers(holds);
      lacks = Ordered.numbers(lacks);
    }
  }
}
