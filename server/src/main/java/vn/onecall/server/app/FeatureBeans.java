package vn.onecall.server.app;

import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.Features;

/** Finds the beans of features whose packages are not this program's own. */
final class FeatureBeans implements ImportBeanDefinitionRegistrar {
  private static final String OURS = "vn.onecall.";

  private final Environment environment;
  private final ResourceLoader resources;

  FeatureBeans(Environment environment, ResourceLoader resources) {
    this.environment = environment;
    this.resources = resources;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    List<String> packages = packages();
    if (!packages.isEmpty()) {
      new ClassPathBeanDefinitionScanner(registry, true, environment, resources)
          .scan(packages.toArray(String[]::new));
    }
  }

  /** The packages of features that the build of this program did not know. */
  static List<String> packages() {
    return Features.discover().all().stream()
        .map(FeatureDeclaration::home)
        .map(Class::getPackageName)
        .filter(name -> !name.startsWith(OURS))
        .toList();
  }
}
