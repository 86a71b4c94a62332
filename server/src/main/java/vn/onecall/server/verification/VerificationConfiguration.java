package vn.onecall.server.verification;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.server.limits.LimitSettings;
import vn.onecall.server.settings.Settings;

/** Creates the beans of contact verification. */
@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {

  @Bean
  MessageSenders messageSenders(Settings settings) {
    return MessageSenders.of(
        settings.optionalSection("mail", MailSettings.class).orElse(null),
        settings.optionalSection("sms", SmsSettings.class).orElse(null));
  }

  @Bean
  Verification verification(
      LimitSettings limits,
      Door door,
      MessageSenders senders,
      Instances instances,
      KeyProvider keys,
      Clock clock) {
    return new Verification(
        door, senders, instances, keys.blindIndex()::token, limits.codesPerHour(), clock);
  }
}
