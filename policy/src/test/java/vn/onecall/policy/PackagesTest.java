package vn.onecall.policy;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages of this module: small, and without a cycle. */
class PackagesTest {

  private static final int MOST_TYPES = 28;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vn.onecall.policy");

  /** The packages that each package uses; it must use no other. */
  private static final Map<String, Set<String>> USES =
      Map.of(
          "model", Set.of(),
          "law", Set.of("model"),
          "", Set.of("model", "law"),
          "reading", Set.of("", "model", "law"),
          "deciding", Set.of("", "model"),
          "checking", Set.of("", "model", "law", "deciding"),
          "publishing", Set.of("", "model", "law"));

  @Test
  void noTwoPackagesUseEachOther() {
    slices().assignedFrom(packages()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void eachPackageUsesOnlyThePackagesBelowIt() {
    for (Map.Entry<String, Set<String>> each : USES.entrySet()) {
      Set<String> used =
          CLASSES.stream()
              .filter(type -> name(type).equals(each.getKey()))
              .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
              .map(dependency -> dependency.getTargetClass().getBaseComponentType())
              .filter(type -> type.getPackageName().startsWith("vn.onecall.policy"))
              .map(PackagesTest::name)
              .filter(name -> !name.equals(each.getKey()))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(used).as(each.getKey()).isEqualTo(each.getValue());
    }
    assertThat(CLASSES.stream().map(PackagesTest::name).collect(Collectors.toSet()))
        .isEqualTo(USES.keySet());
  }

  @Test
  void noPackageHoldsMoreTypesThanOneCanSurvey() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(PackagesTest::name, Collectors.counting()));
    assertThat(types.values()).isNotEmpty().allMatch(count -> count <= MOST_TYPES);
  }

  /** The package under {@code vn.onecall.policy}; empty for the module's own root. */
  private static String name(JavaClass type) {
    String name = type.getPackageName().substring("vn.onecall.policy".length());
    return name.isEmpty() ? name : name.substring(1);
  }

  private static SliceAssignment packages() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().startsWith("vn.onecall.policy")
            ? SliceIdentifier.of(type.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }
}
