package vn.onecall.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which policy this is, from when, and whose. */
record Head(String policy, int version, LocalDate effective, String controller) {

  private static final Pattern POLICY_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  static Optional<Head> read(Section root, Findings findings) {
    Values values = new Values(findings);
    Optional<String> policy =
        root.need("policy", node -> values.shaped("`policy`", POLICY_NAME, "1call", node));
    Optional<Integer> version =
        root.need("version", node -> values.number("`version`", 1, Integer.MAX_VALUE, node));
    Optional<LocalDate> effective =
        root.need("effective", node -> values.date("`effective`", node));
    Optional<String> controller =
        root.need("controller", node -> values.words("`controller`", node));
    return policy.flatMap(p ->
        version.flatMap(v -> effective.flatMap(e -> controller.map(c -> new Head(p, v, e, c)))));
  }
}
