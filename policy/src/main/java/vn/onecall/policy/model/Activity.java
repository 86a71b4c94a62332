package vn.onecall.policy.model;

import java.util.Map;
import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * A registered use of the product. It fixes purpose, roles, fields and their form; a caller names
 * an activity and asserts nothing else.
 *
 * @param id the activity's name, such as {@code care.find-customer}
 * @param purpose the name of its purpose
 * @param kind what it does
 * @param roles whose work it is
 * @param reach the fields it searches by and those it gives
 * @param facts the facts it depends on or sets
 * @param words the activity for people
 */
public record Activity(
    String id,
    String purpose,
    ActivityKind kind,
    Set<String> roles,
    Reach reach,
    Facts facts,
    BilingualText words) {

  public Activity {
    roles = FileOrder.copy(roles);
  }

  /** The fields that it takes or shows, with the form of each, in file order. */
  public Map<String, Form> fields() {
    return reach.fields();
  }

  /** The fields that it searches by. */
  public Set<String> by() {
    return reach.by();
  }

  /** The numbers of the facts that must hold. */
  public Set<Integer> requires() {
    return facts.requires();
  }

  /** The numbers of the facts of which none may hold. */
  public Set<Integer> unless() {
    return facts.unless();
  }

  /** The numbers of the facts that it sets and clears. */
  public Set<Integer> sets() {
    return facts.sets();
  }

  /** The names of the consents that it gives, refuses and withdraws. */
  public Set<String> consents() {
    return facts.consents();
  }

  /**
   * The fields within an activity's reach.
   *
   * @param fields those that it takes or shows, with the form of each
   * @param by those that it searches by
   */
  public record Reach(Map<String, Form> fields, Set<String> by) {

    public Reach {
      fields = FileOrder.copy(fields);
      by = FileOrder.copy(by);
    }
  }

  /**
   * The facts of a subject that matter to an activity, by number, ascending.
   *
   * @param requires those that must hold
   * @param unless those of which none may hold
   * @param sets those that it sets and clears
   * @param consents the names of the consents whose facts it sets and clears
   */
  public record Facts(
      Set<Integer> requires, Set<Integer> unless, Set<Integer> sets, Set<String> consents) {

    public Facts {
      requires = FileOrder.ascending(requires);
      unless = FileOrder.ascending(unless);
      sets = FileOrder.ascending(sets);
      consents = FileOrder.copy(consents);
    }
  }
}
