package vn.onecall.server.transfers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.onecall.server.settings.Settings;

/** Reads the settings of transfers. */
@Configuration(proxyBeanMethods = false)
class TransfersConfiguration {

  @Bean
  TransferSettings transferSettings(Settings settings) {
    return settings.section("transfers", TransferSettings.class);
  }
}
