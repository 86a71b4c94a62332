package vn.onecall.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.door.Keeper;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.server.cursors.Cursors;
import vn.onecall.server.idempotency.IdempotencyInterceptor;
import vn.onecall.server.limits.LimitSettings;
import vn.onecall.server.problems.OutcomeReturnValueHandler;
import vn.onecall.server.problems.ProblemSender;

/**
 * Beans shared by all endpoints of the API: argument resolvers, the idempotency interceptor and the
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

  /** An outcome comes before Spring's own handlers: the first of them takes every return value. */
  @Bean
  SmartInitializingSingleton outcomeAnswers(RequestMappingHandlerAdapter adapter, Door door) {
    return () -> {
      List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>();
      handlers.add(new OutcomeReturnValueHandler(door, adapter.getMessageConverters()));
      handlers.addAll(Objects.requireNonNull(adapter.getReturnValueHandlers()));
      adapter.setReturnValueHandlers(handlers);
    };
  }

  @Bean
  WebMvcConfigurer idempotencyKeys(Keeper keeper, ProblemSender sender, JsonMapper json) {
    IdempotencyInterceptor keys = new IdempotencyInterceptor(keeper.once(), sender, json);
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(keys).addPathPatterns("/api/**");
      }
    };
  }
}
