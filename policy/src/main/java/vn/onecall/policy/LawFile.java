package vn.onecall.policy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The overlay that a policy names, opened and not yet read.
 *
 * @param sha256 the SHA-256 of its bytes
 * @param root its mapping
 * @param findings where its mistakes go
 * @param places its lines
 */
record LawFile(String sha256, Section root, Findings findings, Places places) {

  private static final Pattern RELATIVE =
      Pattern.compile("(\\.\\./|[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\\.yaml");

  /** Opens the overlay, if the policy names one. Throws if it cannot be read at all. */
  static Optional<LawFile> open(Path policy, Section root, Findings findings) {
    Values values = new Values(findings);
    return root.may(
        "law",
        node ->
            values
                .shaped("`law`", RELATIVE, "../law/vn-2026.yaml", node)
                .map(policy::resolveSibling)
                .filter(file -> isThere(file, node, findings))
                .map(file -> open(file, findings)));
  }

  private static boolean isThere(Path file, Node node, Findings findings) {
    boolean there = Files.exists(file);
    if (!there) {
      findings.add(node.line(), "`law` names a file that is not there");
    }
    return there;
  }

  private static LawFile open(Path file, Findings findings) {
    String name = Objects.requireNonNull(file.getFileName()).toString();
    Findings within = findings.within(name);
    try {
      byte[] bytes = PolicyFile.read(file, within);
      Node.Mapping tree = PolicyTree.read(PolicyFile.decode(bytes, within), within);
      return new LawFile(
          PolicyFile.sha256(bytes),
          new Section("the law", 1, tree, within),
          within,
          new Places(name, tree));
    } catch (PolicyException e) {
      // What was found in the policy so far is told with it.
      throw findings.refusal();
    }
  }

  /** The names of what it orders kept. */
  Set<String> minimums() {
    return new Names(root).in("minimums");
  }
}
