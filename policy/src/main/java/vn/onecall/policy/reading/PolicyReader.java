package vn.onecall.policy.reading;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.DefaultDenials;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.NeverRule;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.PromiseId;

/**
 * Reads a policy file, the overlay of law that it names, and the calendar that the overlay names.
 * What is read is well-formed: every name that is used is declared, and every value has its shape.
 * Whether the policy is sound, {@code PolicyChecker} proves.
 *
 * <p>The files are written in a plain part of YAML ({@link YamlReader}). They are read in one pass
 * that goes on after each mistake, so that one run tells all of them. Each file is UTF-8 and at
 * most 1 MiB long.
 */
public final class PolicyReader {

  private PolicyReader() {}

  /**
   * Reads a policy.
   *
   * @param file the policy file; files that it names are found relative to it
   * @throws PolicyException with every finding, if a file cannot be read or has any mistake
   */
  public static Policy load(Path file) {
    Path path = file.getFileName();
    String name = path == null ? file.toString() : path.toString();
    Findings findings = new Findings(name);
    byte[] bytes = PolicyFile.read(file, findings);
    YamlNode.Mapping tree = YamlReader.read(PolicyFile.decode(bytes, findings), findings);
    Section root = new Section("the policy", 1, tree, findings);
    Optional<Policy.Identity> identity = IdentityReader.read(root, findings);
    Optional<ReferencedFile> lawFile =
        root.may("law", node -> ReferencedFile.open(ReferencedFile.Role.LAW, file, node, findings));
    Optional<Policy.Vocabulary> vocabulary = VocabularyReader.read(root, findings);
    Set<String> minimums =
        lawFile.map(law -> new DeclaredNames(law.root()).in("minimums")).orElse(Set.of());
    Policy.PersonalData personalData = new PersonalDataReader(root, findings, minimums).read();
    Map<String, Fact> facts = vocabulary.map(Policy.Vocabulary::facts).orElse(Map.of());
    DataUseReader uses = new DataUseReader(root, findings, personalData.fields(), facts);
    Policy.ConsentTerms consents =
        new ConsentReader(root, findings, personalData.purposes()).read();
    Policy.Parties parties = new PartyReader(root, findings, uses).read();
    Map<String, Activity> activities = new ActivityReader(root, findings, uses).read();
    Map<String, NeverRule> never = NeverRuleReader.ofPolicy(root, findings, uses);
    Optional<Law> law =
        lawFile.flatMap(found -> new LawReader(found, root).read(personalData.fields(), facts));
    PromiseReader promiseReader = new PromiseReader(root, findings);
    Map<PromiseId, PolicyPromise> promises = promiseReader.read();
    Optional<DefaultDenials> otherwise = promiseReader.otherwise();
    Policy.Origin origin =
        new Policy.Origin(
            PolicyFile.sha256(bytes),
            new LineIndex(name, tree),
            law,
            lawFile.map(ReferencedFile::lines));
    Optional<Policy> policy =
        root.build(() ->
            new Policy(
                identity.orElseThrow(),
                origin,
                vocabulary.orElseThrow(),
                personalData,
                consents,
                parties,
                new Policy.Provisions(activities, never, promises, otherwise.orElseThrow())));
    findings.refuseIfAny();
    return policy.orElseThrow();
  }
}
