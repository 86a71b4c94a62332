package vn.onecall.server.clients;

import java.nio.file.Path;
import java.util.Set;

/**
 * One client of the API.
 *
 * @param id its id: lower-case letters, digits, dot, dash, underscore
 * @param secretFile the file that holds its secret, 32 characters or more
 * @param activities what it may name, each an activity of the policy
 */
public record ClientSettings(String id, Path secretFile, Set<String> activities) {
  public ClientSettings {
    activities = Set.copyOf(activities);
  }
}
