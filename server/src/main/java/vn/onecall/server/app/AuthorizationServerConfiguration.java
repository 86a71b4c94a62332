package vn.onecall.server.app;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.server.clients.CachingJwtDecoder;
import vn.onecall.server.clients.CallArgumentResolver;
import vn.onecall.server.clients.CallerArgumentResolver;
import vn.onecall.server.clients.CallerRegistry;
import vn.onecall.server.clients.Issuer;
import vn.onecall.server.clients.PersonKeys;
import vn.onecall.server.clients.StatelessAuthorizationService;
import vn.onecall.server.clients.TokenKeys;
import vn.onecall.server.metrics.MetricsSettings;
import vn.onecall.server.problems.JsonBodyArgumentResolver;

/**
 * Beans of the OAuth 2.0 authorization server: clients, people, token keys and token verification.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder(8);
  }

  @Bean
  CallerRegistry clients(OnecallSettings settings, Policy policy, PasswordEncoder encoder) {
    return new CallerRegistry(
        settings.clients(), settings.people(), policy.permitted().keySet(), encoder);
  }

  /** As configured; where nobody signs anything for it, the loopback's address will do. */
  @Bean
  Issuer issuer(OnecallSettings settings, ServerProperties web) {
    int port = Objects.requireNonNullElse(web.getPort(), 8080);
    return new Issuer(
        settings.issuer() == null ? URI.create("http://127.0.0.1:" + port) : settings.issuer());
  }

  @Bean
  PersonKeys personKeys(OnecallSettings settings, Issuer issuer) {
    // What people sign tells the time on the wall, whatever the server's own is set to.
    return new PersonKeys(settings.people(), issuer, Clock.systemUTC());
  }

  /**
   * Every metrics reader must be a configured client; otherwise a typing error would go unnoticed.
   */
  @Bean
  MetricsSettings metricsReaders(OnecallSettings settings) {
    for (String reader : settings.metrics().clients()) {
      if (settings.clients().stream().noneMatch(client -> client.id().equals(reader))) {
        throw new IllegalArgumentException(
            "The metrics are for '" + reader + "', which is no client.");
      }
    }
    return settings.metrics();
  }

  @Bean
  RegisteredClientRepository registeredClients(CallerRegistry clients) {
    return clients.repository();
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new StatelessAuthorizationService();
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings(Issuer issuer) {
    return AuthorizationServerSettings.builder().issuer(issuer.uri().toString()).build();
  }

  /** Tokens use the system clock, whatever clock the server is configured with. */
  @Bean
  TokenKeys tokenKeys(Instances instances, KeyProvider keys) {
    return TokenKeys.open(instances.clients(), keys, Clock.systemUTC());
  }

  @Bean
  JwtEncoder jwtEncoder(TokenKeys keys) {
    return new NimbusJwtEncoder(keys.forSigning());
  }

  @Bean
  JwtDecoder jwtDecoder(TokenKeys keys) {
    return new CachingJwtDecoder(
        NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.RS256).build(),
        CallerRegistry.TOKEN_LIFE,
        keys::holds);
  }

  @Bean
  WebMvcConfigurer arguments(CallerRegistry clients) {
    CallerArgumentResolver callers = new CallerArgumentResolver(clients);
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(callers);
        resolvers.add(new CallArgumentResolver(callers));
        resolvers.add(new JsonBodyArgumentResolver());
      }
    };
  }
}
