package vn.onecall.keeper.calls;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who stands at the door: the client that we verified, and the human or job behind it.
 *
 * @param client the client's id, verified by its token; a person's own for a person
 * @param entitled the activities that this client may name
 * @param actor the human or job, if any is known
 */
public record Caller(String client, Set<String> entitled, Optional<Actor> actor) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public Caller {
    entitled = Set.copyOf(entitled);
    requireName(client);
  }

  /** A person who signed in with a key of their own. */
  public static Caller person(String name, Set<String> entitled) {
    return new Caller(name, entitled, Optional.of(new Actor.Verified(name)));
  }

  /** The person behind the call, if it is one who signed in. */
  public Optional<String> verifiedPerson() {
    return actor.filter(Actor.Verified.class::isInstance).map(Actor::name);
  }

  /** Whether a text can name an actor: lower-case letters, digits, dot, dash, underscore; 64. */
  public static boolean isActorName(String text) {
    return NAME.matcher(text).matches();
  }

  static void requireName(String text) {
    if (!isActorName(text)) {
      throw new IllegalArgumentException("the name of a client or an actor is " + NAME);
    }
  }
}
