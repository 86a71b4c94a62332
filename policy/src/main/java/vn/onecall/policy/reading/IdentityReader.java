package vn.onecall.policy.reading;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.onecall.policy.Policy;

/** Reads which policy a file holds, from when it holds, and who answers for the data. */
final class IdentityReader {

  private static final Pattern POLICY_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private IdentityReader() {}

  static Optional<Policy.Identity> read(Section root, Findings findings) {
    ValueReader values = new ValueReader(findings);
    Optional<String> policy =
        root.need("policy", node -> values.shaped("`policy`", POLICY_NAME, "1call", node));
    Optional<Integer> version =
        root.need("version", node -> values.number("`version`", 1, Integer.MAX_VALUE, node));
    Optional<LocalDate> effective =
        root.need("effective", node -> values.date("`effective`", node));
    Optional<String> controller =
        root.need("controller", node -> values.words("`controller`", node));
    return policy.flatMap(p ->
        version.flatMap(
            v -> effective.flatMap(e -> controller.map(c -> new Policy.Identity(p, v, e, c)))));
  }
}
