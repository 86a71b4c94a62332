package vn.onecall.server.app;

import java.time.Clock;
import java.util.List;
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
import vn.onecall.server.clients.CallArgument;
import vn.onecall.server.clients.CallerArgument;
import vn.onecall.server.clients.Clients;
import vn.onecall.server.clients.PersonKeys;
import vn.onecall.server.clients.StatelessAuthorizations;
import vn.onecall.server.clients.TokenKeys;
import vn.onecall.server.clients.VerifiedTokens;
import vn.onecall.server.metrics.MetricsSettings;
import vn.onecall.server.problems.JsonBodyArgument;

/** The authorization server's parts. */
@Configuration(proxyBeanMethods = false)
class ClientWiring {

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder(8);
  }

  @Bean
  Clients clients(OnecallConfig config, Policy policy, PasswordEncoder encoder) {
    return new Clients(config.clients(), config.people(), policy.permitted().keySet(), encoder);
  }

  @Bean
  PersonKeys personKeys(OnecallConfig config) {
    // What people sign tells the time on the wall, whatever the server's own is set to.
    return new PersonKeys(config.people(), Clock.systemUTC());
  }

  /** Who reads the metrics must be a client, or a slip of the pen would go unseen. */
  @Bean
  MetricsSettings metricsReaders(OnecallConfig config) {
    for (String reader : config.metrics().clients()) {
      if (config.clients().stream().noneMatch(client -> client.id().equals(reader))) {
        throw new IllegalArgumentException(
            "The metrics are for '" + reader + "', which is no client.");
      }
    }
    return config.metrics();
  }

  @Bean
  RegisteredClientRepository registeredClients(Clients clients) {
    return clients.repository();
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new StatelessAuthorizations();
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings() {
    return AuthorizationServerSettings.builder().build();
  }

  /** Tokens tell the time on the wall, whatever the server's own is set to. */
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
    return new VerifiedTokens(
        NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.RS256).build(),
        Clients.TOKEN_LIFE,
        keys::holds);
  }

  @Bean
  WebMvcConfigurer arguments(Clients clients) {
    CallerArgument callers = new CallerArgument(clients);
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(callers);
        resolvers.add(new CallArgument(callers));
        resolvers.add(new JsonBodyArgument());
      }
    };
  }
}
