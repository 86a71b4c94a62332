package vn.onecall.server.walls;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.onecall.keeper.access.Grant;
import vn.onecall.keeper.access.Personal;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.DataKey;
import vn.onecall.server.app.OnecallServer;
import vn.onecall.testing.Promise;

/** Each wall that exists so far. A wall may be moved, but not opened. */
class WallsTest {
  private static final String ACCESS = "vn.onecall.keeper.access..";
  private static final List<String> MODULES =
      List.of("policy", "translog", "sealing", "fields", "postgres");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test/"))
          .importPackages("vn.onecall");

  @Test
  void looksAtTheWholeHouse() {
    assertThat(HOUSE.contain(OnecallServer.class)).isTrue();
    assertThat(HOUSE.contain(Policy.class)).isTrue();
    assertThat(HOUSE.contain(WallsTest.class)).isFalse();
    assertThat(HOUSE.size()).isGreaterThan(150);
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy", "translog", "sealing", "fields", "postgres"})
  void aModuleKnowsNothingOfAnotherNorOfTheServer(String module) {
    List<String> others = new ArrayList<>(MODULES);
    others.remove(module);
    others.replaceAll(each -> "vn.onecall." + each + "..");
    others.add("vn.onecall.server..");
    others.add("org.springframework..");
    noClasses()
        .that()
        .resideInAPackage("vn.onecall." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.toArray(String[]::new))
        .check(HOUSE);
  }

  @Test
  @Promise("1.6")
  void onlyTheDoorMakesGrantsAndOpenedValues() {
    constructors()
        .that()
        .areDeclaredIn(Grant.class)
        .or()
        .areDeclaredIn(Personal.class)
        .or()
        .areDeclaredInClassesThat()
        .haveFullyQualifiedName("vn.onecall.keeper.access.Opener")
        .should()
        .bePackagePrivate()
        .check(HOUSE);
    classes()
        .that()
        .haveFullyQualifiedName("vn.onecall.keeper.access.Opener")
        .should()
        .bePackagePrivate()
        .check(HOUSE);
  }

  @Test
  @Promise("1.6")
  void onlyTheDoorTouchesTheKeysOfValues() {
    noClasses()
        .that()
        .resideInAPackage("vn.onecall.server..")
        .and()
        .resideOutsideOfPackage(ACCESS)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(DataKey.class)
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("vn.onecall.server..")
        .and()
        .resideOutsideOfPackages(ACCESS, "vn.onecall.server.app..", "vn.onecall.keeper.ledger..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vn.onecall.sealing..")
        .check(HOUSE);
  }

  @Test
  @Promise("1.6")
  void openedValuesLeaveByKnownPlacesAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ACCESS)
        .and()
        .haveNameNotMatching(
            "vn\\.onecall\\.server\\.(customers\\.CustomerAnswers|consents\\.ConsentViews"
                + "|demands\\.Orders|envelopes\\.Content|requests\\.Papers"
                + "|verification\\.Addresses)(\\$.*)?")
        .should()
        .callMethodWhere(target(owner(name(Personal.class.getName()))))
        .check(HOUSE);
  }

  /** SqlArrays binds parameters and holds no statement. */
  @Test
  void onlyStoresSpeakSql() {
    noClasses()
        .that()
        .resideInAPackage("vn.onecall.server..")
        .and()
        .resideOutsideOfPackage("vn.onecall.keeper.instances..")
        .and()
        .haveNameNotMatching(".*(Store(\\$.*)?|SqlArrays)")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .or(belongToAnyOf(JdbcClient.class, JdbcTemplate.class)))
        .check(HOUSE);
  }

  /**
   * Beside the roles in the database: what a part has no type for, it cannot even ask. What
   * features write beside an entry, the door runs in a transaction of its own.
   */
  @Test
  @Promise("6.2")
  void aPartReachesTheDatabaseAsItselfAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ACCESS, "vn.onecall.keeper.instances..", "vn.onecall.server.app..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Instance.Keys.class)
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ACCESS,
            "vn.onecall.server.demands..",
            "vn.onecall.server.transfers..",
            "vn.onecall.server.requests..",
            "vn.onecall.server.verification..",
            "vn.onecall.keeper.instances..",
            "vn.onecall.server.app..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Instance.Main.class)
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "vn.onecall.keeper.ledger..",
            "vn.onecall.keeper.instances..",
            "vn.onecall.server.app..")
        .and()
        .haveNameNotMatching(".*\\.access\\.EntryFeed(Store)?(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Instance.Log.class)
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ACCESS,
            "vn.onecall.server.demands..",
            "vn.onecall.server.transfers..",
            "vn.onecall.server.requests..",
            "vn.onecall.server.verification..",
            "vn.onecall.keeper.ledger..",
            "vn.onecall.keeper.instances..")
        .should()
        .callMethodWhere(
            target(owner(assignableTo(Instance.class)))
                .and(target(nameMatching("client|template|transactions|dataSource"))))
        .check(HOUSE);
  }

  @Test
  void aFeatureNamesNoTableOfAnother() throws IOException {
    for (Path source : sources()) {
      String text = Files.readString(source);
      String feature = String.valueOf(Objects.requireNonNull(source.getParent()).getFileName());
      for (String schema :
          List.of(
              "access",
              "ledger",
              "instances",
              "demands",
              "transfers",
              "requests",
              "verification")) {
        if (!feature.equals(schema)) {
          assertThat(text)
              .as(source.toString())
              .doesNotContainPattern("(from|into|update|join|table) " + schema + "\\.[a-z_]+");
        }
      }
    }
  }

  @Test
  void theDoorHasNoProxiesAndNoBeans() {
    noClasses()
        .that()
        .resideInAPackage("vn.onecall.server..")
        .should()
        .beMetaAnnotatedWith(Transactional.class)
        .orShould()
        .beMetaAnnotatedWith(Async.class)
        .check(HOUSE);
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("vn.onecall.server..")
        .should()
        .beMetaAnnotatedWith(Transactional.class)
        .orShould()
        .beMetaAnnotatedWith(Async.class)
        .orShould()
        .beMetaAnnotatedWith(Scheduled.class)
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAnyPackage(ACCESS, "vn.onecall.keeper.instances..")
        .should()
        .beMetaAnnotatedWith(Component.class)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Bean.class, java.lang.reflect.Proxy.class)
        .check(HOUSE);
  }

  @Test
  void featuresDependOnEachOtherInNoCircle() {
    slices().matching("vn.onecall.server.(*)..").should().beFreeOfCycles().check(HOUSE);
    slices().matching("vn.onecall.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void springModulithFindsTheSameModules() {
    ApplicationModules.of(OnecallServer.class).verify();
  }

  @Test
  void nothingWritesPastTheProgramLogOrInjectsIntoFields() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(HOUSE);
    NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(HOUSE);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        HOUSE.that(not(name(OnecallServer.class.getName()))));
  }

  @Test
  void everyFileCanBeReadAtASitting() throws IOException {
    List<Path> sources = sources();
    assertThat(sources).hasSizeGreaterThan(70);
    for (Path source : sources) {
      assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThan(400);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
