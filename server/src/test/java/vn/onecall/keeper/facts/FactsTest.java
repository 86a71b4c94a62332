package vn.onecall.keeper.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.granted;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.entries.SealedEntryStore;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.testing.Promise;
import vn.onecall.translog.entries.DecisionRecord;

/** The facts of a subject decide in the statement as the policy's table decides. */
class FactsTest {
  private static final List<Integer> NUMBERS =
      List.of(102, 103, 131, 132, 163, 164, 165, 228, 4095);
  private static final int RULES = 30;
  private static final int SUBJECTS = 40;
  private static final long SEED = Long.getLong("onecall.seed", new Random().nextLong());

  private static final Random RANDOM = new Random(SEED);
  private static House house;

  @BeforeAll
  static void build() throws IOException {
    System.out.println("facts: -Donecall.seed=" + SEED);
    house = House.build("facts", randomPolicy());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  @Promise("1.3")
  void decidesEveryRuleOnEveryPersonAsTheTableDoes() {
    DecisionTable table = DecisionTable.compile(house.door().policy());
    int permits = 0;
    for (int i = 0; i < SUBJECTS; i++) {
      SubjectId subject = People.register(house).subject();
      Set<Integer> held = some(NUMBERS, i % 10 / 10.0);
      hold(subject, held, null);
      for (int rule = 0; rule < RULES; rule++) {
        String activity = "trial.read-" + rule;
        boolean permitted =
            house.door().read(call(house, activity), List.of(subject))
                instanceof Outcome.Permitted<Grant>;
        boolean expected = table.decide(activity, held) instanceof Decision.Permit;
        assertThat(permitted)
            .as("%s with %s, -Donecall.seed=%d", activity, held, SEED)
            .isEqualTo(expected);
        permits += expected ? 1 : 0;
      }
    }
    assertThat(permits).isBetween(RULES, RULES * SUBJECTS - RULES);
  }

  @Test
  void writesIntoTheEntryWhichFactsHeldAndTheirVersion() {
    SubjectId subject = People.register(house).subject();
    hold(subject, Set.of(102, 164, 4095), null);
    granted(house.door().read(call(house, "account.view"), List.of(subject)));
    DecisionRecord decided =
        house
            .main()
            .sql(
                """
                select outcome, array_to_string(held, ','), facts_version, policy_version
                from access.entry where subject_id = ? order by entry_id desc limit 1
                """)
            .param(subject.value())
            .query((row, n) ->
                new DecisionRecord(
                    DecisionRecord.Outcome.of(row.getInt(1)),
                    SealedEntryStore.heldFacts(row.getString(2)),
                    row.getLong(3),
                    row.getInt(4)))
            .single();
    assertThat(decided)
        .isEqualTo(
            new DecisionRecord(
                DecisionRecord.Outcome.PERMITTED,
                new int[] {102, 164, 4095},
                2,
                house.door().policy().version()));
  }

  @Test
  void trustsNoFactsWhoseTimeHasPassed() {
    SubjectId subject = People.register(house).subject();
    Instant now = Instant.now();
    hold(subject, Set.of(102), now.plusSeconds(600));
    granted(house.door().read(call(house, "account.view"), List.of(subject)));
    Denial denial = deniedBeforeItIsWorkedOutAnew(subject, now.minusSeconds(1));
    assertThat(denial).isInstanceOf(Denial.NotShown.class);
    assertThat(
            house
                .main()
                .sql("select outcome from access.entry where leaf = ?")
                .param(denial.entry().bytes())
                .query(Integer.class)
                .single())
        .isEqualTo(DecisionRecord.Outcome.REFUSED_BY_A_FACT.code());
  }

  @Test
  @Promise("1.3")
  void setsAndClearsItsFactsAndLeavesTheOthers() {
    SubjectId subject = People.register(house).subject();
    hold(subject, Set.of(102, 164), null);
    Written set = granted(house.door().restrict(call(house, "account.restrict"), subject, 2, true));
    assertThat(held(subject)).isEqualTo("1,102,164");
    assertThat(set.version()).isEqualTo(3);
    granted(house.door().restrict(call(house, "account.restrict"), subject, 3, true));
    assertThat(held(subject)).isEqualTo("1,102,164");
    granted(house.door().restrict(call(house, "account.restrict"), subject, 4, false));
    assertThat(held(subject)).isEqualTo("102,164");
  }

  /** Once a second the server works such rows out anew; between two times none is trusted. */
  private static Denial deniedBeforeItIsWorkedOutAnew(SubjectId subject, Instant past) {
    for (int i = 0; i < 20; i++) {
      hold(subject, Set.of(102), past);
      if (house.door().read(call(house, "account.view"), List.of(subject))
          instanceof Outcome.Denied<Grant>(Denial denial)) {
        return denial;
      }
    }
    throw new AssertionError("facts whose time has passed were trusted");
  }

  /** What a feature would do: facts with their time, and the compact row worked out from them. */
  private static void hold(SubjectId subject, Set<Integer> held, @Nullable Instant until) {
    Map<Integer, Optional<Instant>> set = new HashMap<>();
    held.forEach(fact -> set.put(fact, Optional.ofNullable(until)));
    house
        .instances()
        .main()
        .transactions()
        .executeWithoutResult(status ->
            new FactStore(house.instances().main(), new DerivedFacts(house.door().policy()))
                .apply(
                    subject,
                    new FactChange(
                        set,
                        new TreeSet<>(
                            NUMBERS.stream().filter(number -> !held.contains(number)).toList())),
                    Instant.now()));
  }

  private static String held(SubjectId subject) {
    return house
        .main()
        .sql("select array_to_string(held, ',') from access.facts where subject_id = ?")
        .param(subject.value())
        .query(String.class)
        .single();
  }

  private static Set<Integer> some(List<Integer> numbers, double share) {
    return numbers.stream()
        .filter(number -> RANDOM.nextDouble() < share)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The published policy with more facts, and activities that need and forbid some of them. */
  private static Path randomPolicy() throws IOException {
    String facts =
        NUMBERS.stream()
            .map(number ->
                "  trial-%d: {number: %d, promise: \"1.3\", words: {vi: Một điều., en: A fact.}}\n"
                    .formatted(number, number))
            .collect(Collectors.joining());
    String activities =
        IntStream.range(0, RULES).mapToObj(FactsTest::randomActivity).collect(Collectors.joining());
    String text =
        Folders.policyText()
            .replace("\nfacts:\n", "\nfacts:\n" + facts)
            .replace("\nactivities:\n", "\nactivities:\n" + activities);
    return Folders.policy("facts-policy", text);
  }

  private static String randomActivity(int number) {
    List<Integer> requires = new ArrayList<>(some(NUMBERS, 0.15));
    List<Integer> unless =
        new ArrayList<>(
            some(NUMBERS.stream().filter(fact -> !requires.contains(fact)).toList(), 0.2));
    return """
      trial.read-%d:
        kind: read
        purpose: account-management
        roles: [customer]
        fields: {email: clear}
    %s%s    words: {vi: Thử, en: Trial}
    """
        .formatted(number, facts("requires", requires), facts("unless", unless));
  }

  private static String facts(String key, List<Integer> numbers) {
    return numbers.isEmpty()
        ? ""
        : numbers.stream()
            .map(number -> "trial-" + number)
            .collect(Collectors.joining(", ", "    " + key + ": [", "]\n"));
  }
}
