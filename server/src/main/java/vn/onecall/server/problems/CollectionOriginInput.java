package vn.onecall.server.problems;

import java.util.Set;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.policy.model.CollectionContexts;

/**
 * Reads the origin of collected data: each of its three parts must be a name that the policy lists.
 */
public final class CollectionOriginInput {
  private CollectionOriginInput() {}

  /** Reads {@code source}, {@code moment} and {@code channel}. */
  public static CollectionOrigin read(JsonBody body, CollectionContexts rules) {
    return new CollectionOrigin(
        listed(body, "source", rules.sources().keySet()),
        listed(body, "moment", rules.moments().keySet()),
        listed(body, "channel", rules.channels().keySet()));
  }

  private static String listed(JsonBody body, String name, Set<String> known) {
    String value = body.text(name);
    if (!value.isEmpty() && !known.contains(value)) {
      body.wrong(FieldError.notListed(name, known));
    }
    return value;
  }
}
