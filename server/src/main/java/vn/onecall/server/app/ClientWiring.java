package vn.onecall.server.app;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.onecall.policy.Policy;
import vn.onecall.server.clients.CallArgument;
import vn.onecall.server.clients.CallerArgument;
import vn.onecall.server.clients.Clients;
import vn.onecall.server.clients.PersonKeys;
import vn.onecall.server.clients.StatelessAuthorizations;
import vn.onecall.server.clients.VerifiedTokens;
import vn.onecall.server.metrics.MetricsSettings;
import vn.onecall.server.problems.JsonBodyArgument;

/** The authorization server's parts. Its signing key lives as long as the process. */
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

  @Bean
  RSAKey tokenKey() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
        .privateKey((RSAPrivateKey) pair.getPrivate())
        .keyID(UUID.randomUUID().toString())
        .build();
  }

  @Bean
  JWKSource<SecurityContext> tokenKeys(RSAKey tokenKey) {
    return new ImmutableJWKSet<>(new JWKSet(tokenKey));
  }

  @Bean
  JwtDecoder jwtDecoder(RSAKey tokenKey) throws com.nimbusds.jose.JOSEException {
    return new VerifiedTokens(
        NimbusJwtDecoder.withPublicKey(tokenKey.toRSAPublicKey()).build(), Clients.TOKEN_LIFE);
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
