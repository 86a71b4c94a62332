package vn.onecall.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import vn.onecall.keeper.door.Keeper;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.server.cursors.Cursors;
import vn.onecall.server.idempotency.WriteReturnValueHandler;
import vn.onecall.server.limits.LimitSettings;
import vn.onecall.server.problems.OutcomeReturnValueHandler;

/**
 * Beans shared by all endpoints of the API: how outcomes and writes are answered, cursors and the
 * rate limits.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  @Bean
  Cursors cursors(KeyProvider keys) {
    return new Cursors(keys.blindIndex()::token);
  }

  @Bean
  LimitSettings limits(OnecallSettings settings) {
    return settings.limits();
  }

  /**
   * Outcomes and writes come before Spring's own handlers: the first of them takes every return
   * value.
   */
  @Bean
  SmartInitializingSingleton outcomeAnswers(RequestMappingHandlerAdapter adapter, Keeper keeper) {
    return () -> {
      List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>();
      OutcomeReturnValueHandler outcomes =
          new OutcomeReturnValueHandler(keeper.door(), adapter.getMessageConverters());
      handlers.add(outcomes);
      handlers.add(new WriteReturnValueHandler(keeper.once(), outcomes));
      handlers.addAll(Objects.requireNonNull(adapter.getReturnValueHandlers()));
      adapter.setReturnValueHandlers(handlers);
    };
  }
}
