package vn.onecall.testing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rules that the packages of each module keep: no package depends on itself through others, and
 * no package has more than {@value #MOST_TYPES} top-level types.
 */
public final class PackageRules {

  static final int MOST_TYPES = 25;

  private PackageRules() {}

  /**
   * Checks all packages below a base, tests aside.
   *
   * @param packages the packages that hold types, so that a check which finds none fails
   * @throws AssertionError if a rule is broken, or the packages are others
   */
  public static void check(String base, Set<String> packages) {
    check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(base),
        packages);
  }

  static void check(JavaClasses classes, Set<String> packages) {
    SortedMap<String, Long> types =
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
    if (!types.keySet().equals(packages)) {
      throw new AssertionError("The packages are " + types.keySet());
    }
    types.forEach((name, count) -> {
      if (count > MOST_TYPES) {
        throw new AssertionError("The package " + name + " has " + count + " types");
      }
    });
    slices().matching("vn.onecall.(**)").should().beFreeOfCycles().check(classes);
  }
}
