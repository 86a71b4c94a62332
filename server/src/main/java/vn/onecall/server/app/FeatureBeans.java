package vn.onecall.server.app;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.Features;

/**
 * Finds the beans of features that stand in packages of their own, beside those of this program.
 */
final class FeatureBeans
    implements ImportBeanDefinitionRegistrar, ResourceLoaderAware, EnvironmentAware {
  private final Scanning scanning = new Scanning();

  /** What Spring hands in before anything is registered. */
  private static final class Scanning {
    private ResourceLoader resources = new org.springframework.core.io.DefaultResourceLoader();
    private Environment environment = new org.springframework.core.env.StandardEnvironment();
  }

  @Override
  public void setResourceLoader(ResourceLoader resources) {
    scanning.resources = resources;
  }

  @Override
  public void setEnvironment(Environment environment) {
    scanning.environment = environment;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    String[] packages =
        Features.discover().all().stream()
            .map(FeatureDeclaration::home)
            .map(Class::getPackageName)
            .filter(name -> !name.startsWith("vn.onecall."))
            .toArray(String[]::new);
    if (packages.length > 0) {
      new ClassPathBeanDefinitionScanner(registry, true, scanning.environment, scanning.resources)
          .scan(packages);
    }
  }
}
