package vn.onecall.policy;

import java.util.Map;

/**
 * A disclosure to a kind of recipient, as it is to be once it is in force. Until then its promise
 * holds it by refusal; the checker proves its rules all the same.
 *
 * @param id the transfer's name, such as {@code transfers.to-bank}; it names the activity too
 * @param recipient the name of the kind of recipient
 * @param purpose the name of its purpose
 * @param promise the promise under which it stands
 * @param fields the fields that it hands over, with the form of each, in file order
 * @param facts the facts it depends on
 * @param words the transfer for people
 */
public record Transfer(
    String id,
    String recipient,
    String purpose,
    PromiseId promise,
    Map<String, Form> fields,
    Activity.Facts facts,
    Words words) {

  public Transfer {
    fields = Ordered.copy(fields);
  }
}
