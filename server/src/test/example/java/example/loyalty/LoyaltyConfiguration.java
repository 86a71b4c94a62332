package example.loyalty;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.server.settings.Settings;

/** Reads the settings of points, and counts them. */
@Configuration(proxyBeanMethods = false)
class LoyaltyConfiguration {

  @Bean
  LoyaltySettings loyaltySettings(Settings settings) {
    return settings.section("loyalty", LoyaltySettings.class);
  }

  @Bean
  MeterBinder points(Instances instances) {
    LoyaltyStore store = new LoyaltyStore(instances.feature("loyalty").client());
    return registry ->
        Gauge.builder("onecall.loyalty.points", store, LoyaltyStore::all).register(registry);
  }
}
