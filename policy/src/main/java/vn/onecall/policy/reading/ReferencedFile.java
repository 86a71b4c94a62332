package vn.onecall.policy.reading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that another names, parsed as YAML and not yet read.
 *
 * @param path where it lies
 * @param sha256 the SHA-256 of its bytes
 * @param root its mapping
 * @param findings where its mistakes go
 * @param lines its lines
 */
record ReferencedFile(Path path, String sha256, Section root, Findings findings, LineIndex lines) {

  private static final Pattern RELATIVE =
      Pattern.compile("(\\.\\./|[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\\.yaml");

  /** What a file is to the one that names it. */
  enum Role {
    /** The overlay that a policy names. */
    LAW("law", "the law", "../law/vn-2026.yaml"),
    /** The days off that an overlay names. */
    CALENDAR("calendar", "the calendar", "vn-calendar.yaml");

    private final String key;
    private final String what;
    private final String example;

    Role(String key, String what, String example) {
      this.key = key;
      this.what = what;
      this.example = example;
    }

    String key() {
      return key;
    }
  }

  /**
   * Opens the file that a value names, if it names one. Throws if it cannot be read at all.
   *
   * @param beside the file that names it
   */
  static Optional<ReferencedFile> open(Role role, Path beside, YamlNode node, Findings findings) {
    return new ValueReader(findings)
        .shaped("`" + role.key + "`", RELATIVE, role.example, node)
        .map(beside::resolveSibling)
        .filter(file -> isThere(role, file, node, findings))
        .map(file -> open(role, file, findings));
  }

  private static boolean isThere(Role role, Path file, YamlNode node, Findings findings) {
    boolean there = Files.exists(file);
    if (!there) {
      findings.add(node.line(), "`%s` names a file that is not there".formatted(role.key));
    }
    return there;
  }

  private static ReferencedFile open(Role role, Path file, Findings findings) {
    String name = Objects.requireNonNull(file.getFileName()).toString();
    Findings within = findings.within(name);
    byte[] bytes = PolicyFile.read(file, within);
    YamlNode.Mapping tree = YamlReader.read(PolicyFile.decode(bytes, within), within);
    return new ReferencedFile(
        file,
        PolicyFile.sha256(bytes),
        new Section(role.what, 1, tree, within),
        within,
        new LineIndex(name, tree));
  }
}
