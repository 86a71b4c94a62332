package vn.onecall.server.requests.records;

import vn.onecall.keeper.calls.Actor;
import vn.onecall.keeper.calls.Caller;

/**
 * Who recorded a request.
 *
 * @param client the client that it came through; a person's own name for a person
 * @param actor the human or job behind it, as far as one was named
 */
public record RequestRecorder(String client, String actor) {
  private static final String NOBODY = "-";

  public static RequestRecorder of(Caller caller) {
    return new RequestRecorder(caller.client(), caller.actor().map(Actor::name).orElse(NOBODY));
  }

  /**
   * Whether a caller is a different person from the one who recorded the request: a person who has
   * signed in, and whose name is neither of the recorded ones.
   */
  public boolean isAnotherThan(Caller caller) {
    return caller
        .verifiedPerson()
        .filter(person -> !person.equals(client) && !person.equals(actor))
        .isPresent();
  }

  /** As it is stored: two names, neither of which has a space in it. */
  String text() {
    return client + " " + actor;
  }

  static RequestRecorder read(String text) {
    int space = text.indexOf(' ');
    return new RequestRecorder(text.substring(0, space), text.substring(space + 1));
  }
}
