package vn.onecall.server.walls;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.door.Door;
import vn.onecall.policy.Policy;
import vn.onecall.server.app.OnecallServer;
import vn.onecall.server.walls.planted.MakesItselfPublic;
import vn.onecall.testing.Promise;

/**
 * Each wall that exists so far, on what was compiled of the keeper and of the server. A wall may be
 * moved, but not opened; and each is seen to fail on a class that was planted to violate it.
 */
class WallsTest {
  /** What only the door makes: its constructors are private to the package of the door. */
  private static final Set<String> MADE_BY_THE_DOOR =
      Set.of(
          "vn.onecall.keeper.decisions.Grant",
          "vn.onecall.keeper.decisions.Personal",
          "vn.onecall.keeper.decisions.Opener",
          "vn.onecall.keeper.decisions.DecidedEntry");

  /** What nobody outside the package of the door can name. */
  private static final Set<String> UNSEEN =
      Set.of(
          "vn.onecall.keeper.decisions.Opener",
          "vn.onecall.keeper.decisions.SealedRow",
          "vn.onecall.keeper.decisions.DecisionStore");

  private static final int MOST_TYPES = 25;

  private static final ImportOption NO_TESTS = location -> !location.contains("/test");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(NO_TESTS)
          .withImportOption(location -> !location.contains("/benchmarks/"))
          // What the build writes for Spring says again what the configurations say.
          .withImportOption(location -> !location.contains("__"))
          .importPackages("vn.onecall");

  private static final JavaClasses PLANTED =
      new ClassFileImporter()
          .importPackages(
              "vn.onecall.server.walls.planted",
              "vn.onecall.server.plantedone",
              "vn.onecall.server.plantedtwo",
              "vn.onecall.keeper.planted",
              "vn.onecall.keeper.plantedone",
              "vn.onecall.keeper.plantedtwo",
              "vn.onecall.messages.planted",
              "vn.onecall.policy.planted",
              "vn.onecall.translog.planted",
              "vn.onecall.sealing.planted",
              "vn.onecall.fields.planted",
              "vn.onecall.postgres.planted");

  @Test
  void looksAtTheWholeHouse() {
    assertThat(HOUSE.contain(OnecallServer.class)).isTrue();
    assertThat(HOUSE.contain(Door.class)).isTrue();
    assertThat(HOUSE.contain(Policy.class)).isTrue();
    assertThat(HOUSE.contain(WallsTest.class)).isFalse();
    assertThat(HOUSE.contain(MakesItselfPublic.class)).isFalse();
    assertThat(HOUSE.size()).isGreaterThan(150);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ONLY_THE_DECISIONS_MAKE_DECIDERS",
        "ONLY_THE_KEEPERS_ROOMS_HOLD_KEYS_OF_VALUES",
        "ONLY_WHOEVER_NEEDS_IT_KNOWS_SEALING",
        "OPENED_VALUES_LEAVE_BY_KNOWN_PLACES",
        "THE_SERVER_SEES_WHAT_THE_KEEPER_PUBLISHES"
      })
  @Promise("1.6")
  void personalDataGoesThroughTheDoor(Wall wall) {
    wall.rule().check(HOUSE);
  }

  /** Beside the roles in the database: what a part has no type for, it cannot even ask. */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ANY, names = ".*_REACH(ES)?_.*|.*_ASK_.*")
  @Promise("6.2")
  void aPartReachesTheDatabaseAsItselfAlone(Wall wall) {
    wall.rule().check(HOUSE);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.MATCH_NONE,
      names = {"ONLY_(THE|WHOEVER)_.*", "OPENED_.*", "THE_SERVER_.*", ".*_ASK_.*", "ONLY_ROOMS_.*"})
  void standsAsTheRestDoes(Wall wall) {
    wall.rule()
        .check(
            wall == Wall.NOTHING_PRINTS
                ? HOUSE.that(not(name(OnecallServer.class.getName())))
                : HOUSE);
  }

  @ParameterizedTest
  @EnumSource
  void reportsWhatWasPlanted(Wall wall) {
    assertThat(wall.rule().evaluate(PLANTED).getFailureReport().toString())
        .contains(wall.planted());
  }

  @Test
  void reportsAClientThatIsKept() {
    assertThat(Wall.ONLY_STORES_SPEAK_SQL.rule().evaluate(PLANTED).getFailureReport().toString())
        .contains("KeepsAClient");
  }

  @Test
  @Promise("1.6")
  void onlyTheDoorMakesGrantsAndOpenedValues() {
    assertThat(HOUSE.contain(Grant.class)).isTrue();
    MADE_BY_THE_DOOR.forEach(type -> madeInItsPackage(type).check(HOUSE));
    UNSEEN.forEach(type -> unseen(type).check(HOUSE));
    String planted = MakesItselfPublic.class.getName();
    assertThat(madeInItsPackage(planted).evaluate(PLANTED).hasViolation()).isTrue();
    assertThat(unseen(planted).evaluate(PLANTED).hasViolation()).isTrue();
  }

  private static ArchRule madeInItsPackage(String type) {
    return constructors()
        .that()
        .areDeclaredInClassesThat()
        .haveFullyQualifiedName(type)
        .should()
        .bePackagePrivate();
  }

  private static ArchRule unseen(String type) {
    return classes().that().haveFullyQualifiedName(type).should().bePackagePrivate();
  }

  @Test
  void springModulithFindsTheRoomsOfTheKeeperAndWhatEachDeclares() {
    ApplicationModules rooms = ApplicationModules.of("vn.onecall.keeper", NO_TESTS);
    assertThat(names(rooms))
        .containsExactlyInAnyOrder(
            "audit",
            "calls",
            "decisions",
            "door",
            "entries",
            "erasure",
            "facts",
            "faults",
            "features",
            "idempotency",
            "instances",
            "keys",
            "log",
            "subjects",
            "writes");
    rooms.verify();
  }

  @Test
  void springModulithFindsTheFeaturesAndWhatEachDeclares() {
    ApplicationModules features = ApplicationModules.of("vn.onecall.server", NO_TESTS);
    assertThat(names(features))
        .containsExactlyInAnyOrder(
            "app",
            "clients",
            "consents",
            "cursors",
            "customers",
            "demands",
            "envelopes",
            "http",
            "idempotency",
            "limits",
            "log",
            "metrics",
            "openapi",
            "problems",
            "published",
            "reference",
            "requests",
            "retention",
            "settings",
            "transfers",
            "verification");
    features.verify();
  }

  @Test
  void springModulithReportsWhatAModuleDoesNotDeclare() {
    ApplicationModules planted =
        ApplicationModules.of(
            "vn.onecall.server.walls.planted.modules", location -> location.contains("/test"));
    assertThat(names(planted)).containsExactlyInAnyOrder("one", "two");
    assertThat(planted.detectViolations().getMessages()).anyMatch(text -> text.contains("one"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vn.onecall.keeper", "vn.onecall.server"})
  void everyModuleDeclaresWhatItDependsOn(String base) throws ClassNotFoundException {
    List<JavaClass> modules =
        HOUSE.stream()
            .filter(
                type -> type.getName().matches(Pattern.quote(base) + "\\.[a-z]+\\.package-info"))
            .toList();
    assertThat(modules).hasSizeGreaterThan(10);
    for (JavaClass module : modules) {
      assertThat(
              Class.forName(module.getName())
                  .getAnnotation(ApplicationModule.class)
                  .allowedDependencies())
          .as(module.getName())
          .doesNotContain(ApplicationModule.OPEN_TOKEN);
    }
  }

  private static Set<String> names(ApplicationModules modules) {
    return modules.stream()
        .map(module -> module.getIdentifier().toString())
        .collect(Collectors.toSet());
  }

  @Test
  void noPackageHasMoreTypesThanCanBeKnown() {
    Map<String, Integer> types = new TreeMap<>();
    HOUSE.stream()
        .filter(type -> type.getPackageName().matches("vn\\.onecall\\.(keeper|server)\\..*"))
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !type.getName().contains("$"))
        .forEach(type -> types.merge(type.getPackageName(), 1, Integer::sum));
    assertThat(types).hasSizeGreaterThan(20);
    assertThat(overfull(types)).isEmpty();
    assertThat(overfull(Map.of("vn.onecall.server.everything", MOST_TYPES + 1)))
        .containsExactly("vn.onecall.server.everything");
  }

  private static Set<String> overfull(Map<String, Integer> types) {
    return types.entrySet().stream()
        .filter(each -> each.getValue() > MOST_TYPES)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
