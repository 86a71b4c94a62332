package vn.onecall.server.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * The configuration below {@code onecall}. Each part of the program reads its own section into a
 * record; a key that no part reads stops the server.
 */
public final class Settings {
  private static final String ROOT = "onecall";

  private final ConfigurableEnvironment environment;

  /** The settings of an environment. */
  public Settings(Environment environment) {
    this.environment =
        environment instanceof ConfigurableEnvironment own ? own : new StandardEnvironment();
  }

  /**
   * Reads the root section, without the sections that belong to features.
   *
   * @throws org.springframework.boot.context.properties.bind.BindException if a key is unknown or a
   *     value is none of its type
   */
  public <T> T root(Class<T> type, Set<String> sectionsOfFeatures) {
    return binder(sectionsOfFeatures).bindOrCreate(ROOT, Bindable.of(type), strict());
  }

  /** The section of that name, or its defaults where nothing of it is set. */
  public <T> T section(String name, Class<T> type) {
    return binder(Set.of()).bindOrCreate(ROOT + "." + name, Bindable.of(type), strict());
  }

  /** The section of that name, if anything of it is set. */
  public <T> Optional<T> optionalSection(String name, Class<T> type) {
    return Optional.ofNullable(
        binder(Set.of()).bind(ROOT + "." + name, Bindable.of(type), strict()).orElse(null));
  }

  private Binder binder(Set<String> without) {
    List<ConfigurationPropertySource> sources =
        StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
            .map(source -> source.filter(name -> !isOf(without, name)))
            .toList();
    return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
  }

  private static boolean isOf(Set<String> sections, ConfigurationPropertyName name) {
    return name.getNumberOfElements() > 1
        && name.getElement(0, ConfigurationPropertyName.Form.UNIFORM).equals(ROOT)
        && sections.contains(name.getElement(1, ConfigurationPropertyName.Form.DASHED));
  }

  private static BindHandler strict() {
    return new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
  }
}
