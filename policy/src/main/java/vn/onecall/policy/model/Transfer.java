package vn.onecall.policy.model;

import java.util.Map;
import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * A disclosure to a category of recipients. It is in force if the promise that it stands under is
 * kept and names it as a keeper; then it is an activity like any other. Until then a promise
 * refuses it, and the checker proves its conditions all the same.
 *
 * @param id the transfer's name, such as {@code transfers.to-bank}; it names the activity too
 * @param ends who discloses, and who receives
 * @param purpose the name of its purpose
 * @param promise the promise under which it stands
 * @param fields the fields that it discloses, with the form of each, in file order
 * @param facts the facts it depends on
 * @param words the transfer for people
 */
public record Transfer(
    String id,
    Ends ends,
    String purpose,
    PromiseId promise,
    Map<String, Form> fields,
    Activity.Facts facts,
    BilingualText words) {

  public Transfer {
    fields = FileOrder.copy(fields);
  }

  /**
   * The two ends of a transfer.
   *
   * @param roles whose work it is to disclose
   * @param recipient the name of the category of recipients
   */
  public record Ends(Set<String> roles, String recipient) {
    public Ends {
      roles = FileOrder.copy(roles);
    }
  }

  /** The name of the category of recipients. */
  public String recipient() {
    return ends.recipient();
  }

  /** The transfer as an activity: what may be done once it is in force. */
  public Activity activity() {
    return new Activity(
        id,
        purpose,
        ActivityKind.TRANSFER,
        ends.roles(),
        new Activity.Reach(fields, Set.of()),
        facts,
        words);
  }
}
