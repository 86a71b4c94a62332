package vn.onecall.policy.checking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SourceLines;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.Service;

/** Finds data that no purpose needs, and uses that ask for more data than their purpose needs. */
final class DataMinimisationCheck {
  /** The kinds of activities by which values come from customers. */
  private static final Set<ActivityKind> TAKING =
      Set.of(ActivityKind.REGISTER, ActivityKind.CORRECT, ActivityKind.RECORD);

  private final Policy policy;
  private final DecisionTable table;
  private final SourceLines lines;
  private final List<DataUse> uses;
  private final List<Finding> findings = new ArrayList<>();

  DataMinimisationCheck(Policy policy, DecisionTable table) {
    this.policy = policy;
    this.table = table;
    this.lines = policy.lines();
    this.uses = DataUse.all(policy);
  }

  List<Finding> findings() {
    uses.forEach(this::givesNoMoreThanNeeded);
    uses.forEach(this::takesWhatIsCollected);
    policy.purposes().values().forEach(this::isUsed);
    policy.fields().values().forEach(this::isUsedForEachPurpose);
    if (!policy.services().isEmpty()) {
      policy.services().values().forEach(this::canBeRegisteredFor);
      uses.forEach(this::asksForWhatAServiceNeeds);
    }
    return findings;
  }

  private void givesNoMoreThanNeeded(DataUse use) {
    for (Map.Entry<String, Form> given : use.fields().entrySet()) {
      Field field = Objects.requireNonNull(policy.fields().get(given.getKey()));
      Form needed = Objects.requireNonNull(field.needs().get(use.purpose()));
      if (given.getValue().exceeds(needed)) {
        findings.add(
            lines.finding(
                "%s asks for more than its purpose `%s` needs, which is `%s` %s: %s"
                    .formatted(
                        use.what(),
                        use.purpose(),
                        field.name(),
                        needed.id(),
                        example(use, List.of(field.name()))),
                use.section(),
                use.id(),
                "fields",
                field.name()));
      }
    }
  }

  private void takesWhatIsCollected(DataUse use) {
    if (use.who().kind().filter(TAKING::contains).isEmpty()) {
      return;
    }
    for (String name : use.fields().keySet()) {
      if (!Objects.requireNonNull(policy.fields().get(name)).collection().collected()) {
        findings.add(
            lines.finding(
                "%s takes `%s`, which is collected from nobody: %s"
                    .formatted(use.what(), name, example(use, List.of(name))),
                use.section(),
                use.id(),
                "fields",
                name));
      }
    }
  }

  private void isUsed(Purpose purpose) {
    if (uses.stream().noneMatch(use -> use.purpose().equals(purpose.name()))) {
      findings.add(
          lines.finding(
              "purpose `%s` is the purpose of no activity and no transfer"
                  .formatted(purpose.name()),
              "purposes",
              purpose.name()));
    }
  }

  private void isUsedForEachPurpose(Field field) {
    for (String purpose : field.purposes()) {
      boolean used =
          uses.stream()
              .filter(use -> use.purpose().equals(purpose))
              .anyMatch(
                  use -> use.fields().containsKey(field.name()) || use.by().contains(field.name()));
      if (!used && uses.stream().anyMatch(use -> use.purpose().equals(purpose))) {
        findings.add(
            lines.finding(
                "field `%s` is kept for the purpose `%s`, for which nothing uses it"
                    .formatted(field.name(), purpose),
                "fields",
                field.name(),
                "purposes",
                purpose));
      }
    }
  }

  private void canBeRegisteredFor(Service service) {
    Set<String> taken = new HashSet<>();
    uses.stream()
        .filter(DataMinimisationCheck::registers)
        .forEach(use -> taken.addAll(use.fields().keySet()));
    Set<String> alternatives = new LinkedHashSet<>();
    service.oneOf().forEach(alternatives::addAll);
    for (Map.Entry<String, Set<String>> part :
        List.of(
            Map.entry("requires", service.requires()),
            Map.entry("one-of", alternatives),
            Map.entry("may", service.may()))) {
      for (String field : part.getValue()) {
        if (!taken.contains(field)) {
          findings.add(
              lines.finding(
                  "service `%s` uses `%s`, which no registration takes"
                      .formatted(service.name(), field),
                  "services",
                  service.name(),
                  part.getKey(),
                  field));
        }
      }
    }
  }

  private void asksForWhatAServiceNeeds(DataUse use) {
    if (!registers(use)) {
      return;
    }
    for (String field : use.fields().keySet()) {
      if (policy.services().values().stream().noneMatch(service -> service.takes(field))) {
        findings.add(
            lines.finding(
                "%s asks for `%s`, which no service needs: %s"
                    .formatted(use.what(), field, example(use, List.of(field))),
                use.section(),
                use.id(),
                "fields",
                field));
      }
    }
  }

  private static boolean registers(DataUse use) {
    return use.who().kind().filter(kind -> kind == ActivityKind.REGISTER).isPresent();
  }

  private String example(DataUse use, List<String> fields) {
    FactStates worlds = FactStates.of(policy, use);
    String state =
        worlds.areTooMany()
            ? ""
            : worlds
                .first(facts -> table.permits(use.id(), facts))
                .map(facts -> ", " + worlds.describe(facts))
                .orElse("");
    return use.example(fields) + state;
  }
}
