package vn.onecall.server.walls;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.onecall.keeper.decisions.Personal;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.sealing.DataKey;

/** A wall of the house: the rule, and a planted class by which the rule is seen to fail. */
@SuppressWarnings("ImmutableEnumChecker") // A rule is only read.
enum Wall {
  /**
   * The leaf modules know neither each other nor Spring, the keeper and the server; policy and
   * fields speak to people through messages, which lies below them.
   */
  MESSAGES_STAND_ALONE(standsAlone("messages"), "KnowsPolicy"),
  POLICY_STANDS_ALONE(standsAlone("policy", "messages"), "KnowsSpring"),
  TRANSLOG_STANDS_ALONE(standsAlone("translog"), "KnowsPolicy"),
  SEALING_STANDS_ALONE(standsAlone("sealing"), "KnowsPolicy"),
  FIELDS_STAND_ALONE(standsAlone("fields", "messages"), "KnowsPolicy"),
  POSTGRES_STANDS_ALONE(standsAlone("postgres"), "KnowsPolicy"),

  THE_KEEPER_KNOWS_NO_WEB(
      noClasses()
          .that()
          .resideInAPackage("vn.onecall.keeper..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "vn.onecall.server..",
              "org.springframework.web..",
              "org.springframework.http..",
              "org.springframework.boot..",
              "jakarta.servlet.."),
      "KnowsTheWeb"),

  THE_SERVER_SEES_WHAT_THE_KEEPER_PUBLISHES(
      noClasses()
          .that()
          .resideInAPackage("vn.onecall.server..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("vn.onecall.keeper..").and(not(nameMatching(Published.PATTERN)))),
      "ReachesIntoTheKeeper"),

  ONLY_THE_DECISIONS_MAKE_DECIDERS(
      noClasses()
          .that()
          .resideOutsideOfPackages("vn.onecall.keeper.decisions..", "vn.onecall.keeper.door..")
          .should()
          .callConstructorWhere(
              target(
                  owner(
                      nameMatching(
                          "vn\\.onecall\\.keeper\\.(decisions\\.(Decider|ReadOperation"
                              + "|DiscloseOperation)|keys\\.KeyRing|writes\\..*(Operation|Writes)"
                              + "|erasure\\..*Operation|audit\\..*Operation)")))),
      "MakesADecider"),

  ONLY_THE_KEEPERS_ROOMS_HOLD_KEYS_OF_VALUES(
      noClasses()
          .that(resideInAPackage("vn.onecall.server..").or(resideInAPackage("vn.onecall.keeper..")))
          .and()
          .resideOutsideOfPackages(
              "vn.onecall.keeper.audit..",
              "vn.onecall.keeper.decisions..",
              "vn.onecall.keeper.entries..",
              "vn.onecall.keeper.keys..",
              "vn.onecall.keeper.writes..")
          .and()
          .haveNameNotMatching(
              "vn\\.onecall\\.server\\.(clients\\.TokenKey(s|Store)?"
                  + "|verification\\.VerificationConfiguration)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(DataKey.class),
      "HoldsADataKey"),

  ONLY_WHOEVER_NEEDS_IT_KNOWS_SEALING(
      noClasses()
          .that(resideInAPackage("vn.onecall.server..").or(resideInAPackage("vn.onecall.keeper..")))
          .and()
          .resideOutsideOfPackages(
              "vn.onecall.keeper.audit..",
              "vn.onecall.keeper.decisions..",
              "vn.onecall.keeper.door..",
              "vn.onecall.keeper.entries..",
              "vn.onecall.keeper.erasure..",
              "vn.onecall.keeper.idempotency..",
              "vn.onecall.keeper.keys..",
              "vn.onecall.keeper.log..",
              "vn.onecall.keeper.writes..",
              "vn.onecall.server.app..")
          .and()
          .haveNameNotMatching(
              "vn\\.onecall\\.server\\.(clients\\.TokenKey(s|Store)?"
                  + "|verification\\.VerificationConfiguration)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("vn.onecall.sealing.."),
      "HoldsADataKey"),

  OPENED_VALUES_LEAVE_BY_KNOWN_PLACES(
      noClasses()
          .that()
          .resideOutsideOfPackage("vn.onecall.keeper.decisions..")
          .and()
          .haveNameNotMatching(
              "vn\\.onecall\\.server\\.(customers\\.CustomerViews|consents\\.ConsentViews"
                  + "|demands\\.AuthorityOrders|envelopes\\.EnvelopeContent|requests\\.RequestAttachments"
                  + "|verification\\.ContactAddresses)(\\$.*)?")
          .should()
          .callMethodWhere(target(owner(nameMatching(Pattern.quote(Personal.class.getName()))))),
      "RevealsAValue"),

  /** A feature may hand on the client of an entry's transaction; it neither keeps nor asks it. */
  ONLY_STORES_SPEAK_SQL(
      CompositeArchRule.of(
              noClasses()
                  .that(speakNoSql())
                  .should()
                  .callMethodWhere(
                      target(
                          owner(
                              assignableTo(JdbcClient.class)
                                  .or(assignableTo(JdbcTemplate.class))))))
          .and(
              noFields()
                  .that()
                  .areDeclaredInClassesThat(speakNoSql())
                  .should()
                  .haveRawType(JdbcClient.class)
                  .orShould()
                  .haveRawType(JdbcTemplate.class))
          .and(
              noClasses()
                  .that(speakNoSql())
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")),
      "SpeaksSql"),

  ONLY_ROOMS_OF_KEYS_REACH_KEYS(
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "vn.onecall.keeper.door..",
              "vn.onecall.keeper.erasure..",
              "vn.onecall.keeper.idempotency..",
              "vn.onecall.keeper.instances..",
              "vn.onecall.keeper.keys..",
              "vn.onecall.server.app..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Instance.Keys.class),
      "ReachesKeys"),

  ONLY_ROOMS_REACH_MAIN(
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "vn.onecall.keeper.audit..",
              "vn.onecall.keeper.decisions..",
              "vn.onecall.keeper.door..",
              "vn.onecall.keeper.entries..",
              "vn.onecall.keeper.erasure..",
              "vn.onecall.keeper.facts..",
              "vn.onecall.keeper.idempotency..",
              "vn.onecall.keeper.instances..",
              "vn.onecall.keeper.writes..",
              "vn.onecall.server.app..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Instance.Main.class),
      "ReachesMain"),

  ONLY_THE_LOG_REACHES_THE_LOG(
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "vn.onecall.keeper.log..", "vn.onecall.keeper.instances..", "vn.onecall.server.app..")
          .and()
          .haveNameNotMatching("vn\\.onecall\\.keeper\\.entries\\.EntryFeed(Store)?(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Instance.Log.class),
      "ReachesTheLog"),

  ONLY_ROOMS_AND_FEATURES_WITH_TABLES_ASK_AN_INSTANCE(
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "vn.onecall.keeper.audit..",
              "vn.onecall.keeper.decisions..",
              "vn.onecall.keeper.door..",
              "vn.onecall.keeper.entries..",
              "vn.onecall.keeper.erasure..",
              "vn.onecall.keeper.facts..",
              "vn.onecall.keeper.idempotency..",
              "vn.onecall.keeper.instances..",
              "vn.onecall.keeper.keys..",
              "vn.onecall.keeper.log..",
              "vn.onecall.keeper.writes..",
              "vn.onecall.server.clients..",
              "vn.onecall.server.demands..",
              "vn.onecall.server.transfers..",
              "vn.onecall.server.requests..",
              "vn.onecall.server.verification..")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(Instance.class)))
                  .and(target(nameMatching("client|template|transactions|dataSource")))),
      "ReachesMain"),

  TRANSACTIONS_ARE_EXPLICIT(
      CompositeArchRule.of(
              noClasses()
                  .that(areOurs())
                  .should()
                  .beMetaAnnotatedWith(Transactional.class)
                  .orShould()
                  .beMetaAnnotatedWith(Async.class))
          .and(
              noMethods()
                  .that()
                  .areDeclaredInClassesThat(areOurs())
                  .should()
                  .beMetaAnnotatedWith(Transactional.class)
                  .orShould()
                  .beMetaAnnotatedWith(Async.class)
                  .orShould()
                  .beMetaAnnotatedWith(Scheduled.class)),
      "IsTransactional"),

  THE_KEEPER_HAS_NO_PROXIES_AND_NO_BEANS(
      noClasses()
          .that()
          .resideInAPackage("vn.onecall.keeper..")
          .should()
          .beMetaAnnotatedWith(Component.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Bean.class, java.lang.reflect.Proxy.class),
      "IsABean"),

  NO_CIRCLE_BETWEEN_ROOMS_OF_THE_KEEPER(
      slices().matching("vn.onecall.keeper.(*)..").should().beFreeOfCycles(), "FirstOfACircle"),

  NO_CIRCLE_BETWEEN_FEATURES(
      slices().matching("vn.onecall.server.(*)..").should().beFreeOfCycles(), "FirstOfACircle"),

  NO_CIRCLE_BETWEEN_MODULES(
      slices().matching("vn.onecall.(*)..").should().beFreeOfCycles(), "KnowsTheWeb"),

  NOTHING_LOGS_PAST_THE_PROGRAM_LOG(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING, "LogsByItself"),

  NOTHING_IS_INJECTED_INTO_A_FIELD(NO_CLASSES_SHOULD_USE_FIELD_INJECTION, "InjectsIntoAField"),

  NOTHING_PRINTS(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS, "Prints");

  /** The types of the keeper that the rest of the program sees. */
  private static final class Published {
    static final String PATTERN =
        "vn\\.onecall\\.keeper\\.("
            + "(calls|faults|features|instances|log|subjects)\\..*"
            + "|audit\\.(AccessHistory|Provenance)"
            + "|decisions\\.(DecisionRequest\\$Match|Disclosure|DoorObserver|EntryWork|Grant|Personal"
            + "|ShownSubject|ShownValue)"
            + "|door\\.(Door|Keeper|KeeperSettings)"
            + "|entries\\.EntryFeed"
            + "|erasure\\.(DueCategories|DueList|Erased|ErasureFeed)"
            + "|facts\\.FactChange"
            + "|idempotency\\.(Attempt|CallKey|CarriedOutCall|IdempotentCalls|Write)"
            + "|keys\\.(KeyEpochs|KeyRewrapper)"
            + "|writes\\.(Premise|Registration|RegistrationResult|SubjectChange|Written)"
            + ")(\\$.*)?";
  }

  private final ArchRule rule;
  private final String planted;

  Wall(ArchRule rule, String planted) {
    this.rule = rule;
    this.planted = planted;
  }

  ArchRule rule() {
    return rule;
  }

  /** The simple name of the planted class that the rule must report. */
  String planted() {
    return planted;
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> areOurs() {
    return resideInAPackage("vn.onecall.server..").or(resideInAPackage("vn.onecall.keeper.."));
  }

  /** SqlArrays binds parameters and holds no statement. */
  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> speakNoSql() {
    return areOurs()
        .and(not(resideInAPackage("vn.onecall.keeper.instances..")))
        .and(not(nameMatching(".*Store(\\$.*)?")));
  }

  private static ArchRule standsAlone(String module, String... below) {
    String[] others =
        java.util.stream.Stream.of(
                "messages",
                "policy",
                "translog",
                "sealing",
                "fields",
                "postgres",
                "keeper",
                "server")
            .filter(each -> !each.equals(module))
            .filter(each -> !List.of(below).contains(each))
            .map(each -> "vn.onecall." + each + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("vn.onecall." + module + "..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(others)
                .or(resideInAPackage("org.springframework..")));
  }
}
