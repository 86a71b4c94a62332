package vn.onecall.server.clients;

import java.nio.file.Path;
import java.util.Set;

/**
 * One person who calls the API with a key of their own, so that what they approve is theirs.
 *
 * @param id an opaque name, never the person's own: lower-case letters, digits, dot, dash,
 *     underscore
 * @param keyFile the file with their public key, a JSON Web Key (RFC 7517) on the curve P-256
 * @param activities what they may name, each an activity of the policy
 */
public record PersonSettings(String id, Path keyFile, Set<String> activities) {
  public PersonSettings {
    activities = Set.copyOf(activities);
  }
}
