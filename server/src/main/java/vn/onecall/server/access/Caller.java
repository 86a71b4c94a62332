package vn.onecall.server.access;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who stands at the door: the client that we verified, and the human or job behind it.
 *
 * @param client the client's id, verified by its token
 * @param entitled the activities that this client may name
 * @param actor an opaque name of the human or job, as the client declared it; never a person's name
 *     or address
 */
public record Caller(String client, Set<String> entitled, Optional<String> actor) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public Caller {
    entitled = Set.copyOf(entitled);
    if (!NAME.matcher(client).matches()) {
      throw new IllegalArgumentException("a client's id is " + NAME);
    }
    if (actor.isPresent() && !isActorName(actor.get())) {
      throw new IllegalArgumentException("an actor's name is " + NAME);
    }
  }

  /** Whether a text can name an actor: lower-case letters, digits, dot, dash, underscore; 64. */
  public static boolean isActorName(String text) {
    return NAME.matcher(text).matches();
  }
}
