package vn.onecall.policy.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.Service;

/**
 * The access matrix of a policy: which role may use which field, by which activity, for which
 * purpose, in which form and under which conditions. It has one cell for each combination that the
 * policy permits; every other is denied.
 *
 * @param cells the cells, by role, field and activity in file order
 */
public record AccessMatrix(List<Cell> cells) {
  private static final Messages MESSAGES = Messages.beside(AccessMatrix.class);

  public AccessMatrix {
    cells = List.copyOf(cells);
  }

  /**
   * One use of one field by one role.
   *
   * @param role the name of the role
   * @param field the name of the field
   * @param activity the id of the activity
   * @param purpose the name of the activity's purpose
   * @param form how much of the field is shown or taken
   * @param requires the names of the facts that must hold
   * @param unless the names of the facts of which none may hold
   */
  public record Cell(
      String role,
      String field,
      String activity,
      String purpose,
      Form form,
      List<String> requires,
      List<String> unless) {

    public Cell {
      requires = List.copyOf(requires);
      unless = List.copyOf(unless);
    }
  }

  /** The matrix of a policy. */
  public static AccessMatrix of(Policy policy) {
    List<Cell> cells = new ArrayList<>();
    for (String role : policy.roles().keySet()) {
      Map<String, Activity> work = policy.activitiesOf(role);
      for (String field : policy.fields().keySet()) {
        for (Activity activity : work.values()) {
          Form form = activity.fields().get(field);
          if (form != null) {
            cells.add(
                new Cell(
                    role,
                    field,
                    activity.id(),
                    activity.purpose(),
                    form,
                    names(policy, activity.requires()),
                    names(policy, activity.unless())));
          }
        }
      }
    }
    return new AccessMatrix(cells);
  }

  /** The cells of one role and one field. */
  public List<Cell> at(String role, String field) {
    return cells.stream()
        .filter(cell -> cell.role().equals(role) && cell.field().equals(field))
        .toList();
  }

  /** The matrix as Markdown, a table for each role, for a reader of the given language. */
  public String toMarkdown(Policy policy, Locale locale) {
    StringBuilder page = new StringBuilder();
    policy
        .roles()
        .forEach((role, words) -> {
          Map<String, List<Cell>> byField = new LinkedHashMap<>();
          cells.stream()
              .filter(cell -> cell.role().equals(role))
              .forEach(
                  cell -> byField.computeIfAbsent(cell.field(), _ -> new ArrayList<>()).add(cell));
          page.append("\n### ").append(words.in(locale)).append("\n\n");
          if (byField.isEmpty()) {
            page.append(MESSAGES.words("no-field").in(locale)).append('\n');
            return;
          }
          page.append(MESSAGES.words("matrix-columns").in(locale)).append('\n');
          page.append("|---|---|---|---|---|\n");
          byField.values().stream()
              .flatMap(Collection::stream)
              .forEach(cell -> page.append(row(policy, cell, locale)));
        });
    return page.toString().strip() + "\n";
  }

  private static String row(Policy policy, Cell cell, Locale locale) {
    Field field = Objects.requireNonNull(policy.fields().get(cell.field()));
    Activity activity = Objects.requireNonNull(policy.permitted().get(cell.activity()));
    Purpose purpose = Objects.requireNonNull(policy.purposes().get(cell.purpose()));
    List<String> conditions = new ArrayList<>();
    if (!cell.requires().isEmpty()) {
      conditions.add(
          MESSAGES.words("only-if", sentences(policy, cell.requires(), locale)).in(locale));
    }
    if (!cell.unless().isEmpty()) {
      conditions.add(MESSAGES.words("not-if", sentences(policy, cell.unless(), locale)).in(locale));
    }
    if (activity.kind() == ActivityKind.REGISTER) {
      conditions.addAll(services(policy, cell.field(), locale));
    }
    return "| %s | %s (`%s`) | %s | %s | %s |\n"
        .formatted(
            escaped(field.label().in(locale)),
            escaped(activity.words().in(locale)),
            activity.id(),
            escaped(purpose.words().in(locale)),
            TermLabels.form(cell.form()).in(locale),
            escaped(String.join(" ", conditions)));
  }

  /** For which services a registration must have a field, or one of several, or can have it. */
  private static List<String> services(Policy policy, String field, Locale locale) {
    Function<Predicate<Service>, String> named =
        use ->
            policy.services().values().stream()
                .filter(use)
                .map(service -> service.words().in(locale))
                .collect(Collectors.joining(", "));
    String needed = named.apply(service -> service.requires().contains(field));
    String oneOf =
        named.apply(service -> service.oneOf().stream().anyMatch(group -> group.contains(field)));
    String added = named.apply(service -> service.may().contains(field));
    List<String> sentences = new ArrayList<>();
    if (!needed.isEmpty()) {
      sentences.add(MESSAGES.words("needed-for", needed).in(locale));
    }
    if (!oneOf.isEmpty()) {
      sentences.add(MESSAGES.words("one-of-for", oneOf).in(locale));
    }
    if (!added.isEmpty()) {
      sentences.add(MESSAGES.words("added-for", added).in(locale));
    }
    return sentences;
  }

  private static String sentences(Policy policy, List<String> facts, Locale locale) {
    return facts.stream()
        .map(name -> Objects.requireNonNull(policy.facts().get(name)).words().in(locale))
        .collect(Collectors.joining(" "));
  }

  /** A text as a cell of a table. */
  private static String escaped(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }

  private static List<String> names(Policy policy, Set<Integer> numbers) {
    return policy.facts().values().stream()
        .filter(fact -> numbers.contains(fact.number()))
        .map(Fact::name)
        .toList();
  }
}
