package vn.onecall.server.app;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.onecall.keeper.features.Features;
import vn.onecall.server.settings.Settings;

/** Reads the configuration. These beans suffice for a command that needs no web server. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

  @Bean
  Features features() {
    return Features.discover();
  }

  @Bean
  Settings settings(Environment environment) {
    return new Settings(environment);
  }

  @Bean
  OnecallSettings onecallConfig(Settings settings, Features features) {
    return settings.root(OnecallSettings.class, features.settings());
  }
}
