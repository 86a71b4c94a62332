package vn.onecall.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules for packages, held against packages that break them. */
class PackageRulesTest {

  private static final String FIRST = "vn.onecall.testing.circle.first";
  private static final String SECOND = "vn.onecall.testing.circle.second";

  @Test
  void takesAPackageThatDependsOnNoOther() {
    JavaClasses own = new ClassFileImporter().importClasses(Promise.class);
    assertThatCode(() -> PackageRules.check(own, Set.of("vn.onecall.testing")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesACircle() {
    JavaClasses circle = new ClassFileImporter().importPackages("vn.onecall.testing.circle");
    assertThatThrownBy(() -> PackageRules.check(circle, Set.of(FIRST, SECOND)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
  }

  @Test
  void refusesPackagesOtherThanThoseNamed() {
    assertThatThrownBy(() -> PackageRules.check("vn.onecall.nowhere", Set.of(FIRST)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("The packages are []");
  }

  @Test
  void refusesAPackageOfTooManyTypes() {
    JavaClasses many = new ClassFileImporter().importPackages("org.junit.jupiter.api");
    Set<String> packages =
        many.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .map(type -> type.getPackageName())
            .collect(Collectors.toSet());
    assertThatThrownBy(() -> PackageRules.check(many, packages))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("The package org\\.junit\\.jupiter\\.api has \\d+ types");
  }
}
