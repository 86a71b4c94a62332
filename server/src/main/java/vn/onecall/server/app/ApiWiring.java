package vn.onecall.server.app;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.access.Access;
import vn.onecall.keeper.access.Door;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.server.cursors.Cursors;
import vn.onecall.server.idempotency.IdempotencyKeys;
import vn.onecall.server.problems.ProblemSender;
import vn.onecall.server.transfers.TransferSettings;
import vn.onecall.server.verification.CodeSweeper;
import vn.onecall.server.verification.Couriers;
import vn.onecall.server.verification.Verification;

/** What stands before every endpoint of the API. */
@Configuration(proxyBeanMethods = false)
class ApiWiring {

  @Bean
  Cursors cursors(KeyProvider keys) {
    return new Cursors(keys.blindIndex()::token);
  }

  @Bean
  TransferSettings transferSettings(OnecallConfig config) {
    return config.transfers();
  }

  @Bean
  Couriers couriers(OnecallConfig config) {
    return Couriers.of(config.mail(), config.sms());
  }

  @Bean
  Verification verification(
      OnecallConfig config,
      Door door,
      Couriers couriers,
      Instances instances,
      KeyProvider keys,
      Clock clock) {
    return new Verification(
        door, couriers, instances, keys.blindIndex()::token, config.limits().codesPerHour(), clock);
  }

  @Bean
  CodeSweeper codeSweeper(Instances instances, Clock clock) {
    return CodeSweeper.start(instances, clock);
  }

  @Bean
  WebMvcConfigurer idempotencyKeys(Access access, ProblemSender sender, JsonMapper json) {
    IdempotencyKeys keys = new IdempotencyKeys(access.once(), sender, json);
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(keys).addPathPatterns("/api/**");
      }
    };
  }
}
