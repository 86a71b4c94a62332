package vn.onecall.server.requests;

import vn.onecall.keeper.calls.Actor;
import vn.onecall.keeper.calls.Caller;

/**
 * Who took a request down.
 *
 * @param client the client that it came through; a person's own name for a person
 * @param actor the human or job behind it, as far as one was named
 */
record Recorder(String client, String actor) {
  private static final String NOBODY = "-";

  static Recorder of(Caller caller) {
    return new Recorder(caller.client(), caller.actor().map(Actor::name).orElse(NOBODY));
  }

  /**
   * Whether somebody may decide on the papers that this one took down: a person who has signed in,
   * and who bears no name that stands here.
   */
  boolean isAnotherThan(Caller caller) {
    return caller
        .verifiedPerson()
        .filter(person -> !person.equals(client) && !person.equals(actor))
        .isPresent();
  }

  /** As it is stored: two names, neither of which has a space in it. */
  String text() {
    return client + " " + actor;
  }

  static Recorder read(String text) {
    int space = text.indexOf(' ');
    return new Recorder(text.substring(0, space), text.substring(space + 1));
  }
}
