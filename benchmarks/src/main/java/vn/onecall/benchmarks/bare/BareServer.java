package vn.onecall.benchmarks.bare;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import vn.onecall.server.clients.CachingJwtDecoder;
import vn.onecall.server.clients.CallerRegistry;

/**
 * The bare server. Its settings are the {@code application.yaml} of the real one, which lies on its
 * class path; its tokens are the real one's, and it remembers those that it has verified as that
 * one does.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(BareConfig.class)
public class BareServer {

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    ConfigurableApplicationContext server = SpringApplication.run(BareServer.class, args);
    while (System.in.read() >= 0) {}
    System.exit(SpringApplication.exit(server));
  }

  @Bean(destroyMethod = "close")
  BareStore store(BareConfig config) {
    return BareStore.open(config);
  }

  @Bean
  JwtDecoder jwtDecoder(BareConfig config) throws IOException, ParseException, JOSEException {
    return new CachingJwtDecoder(
        NimbusJwtDecoder.withPublicKey(
                RSAKey.parse(Files.readString(config.tokenKey())).toRSAPublicKey())
            .build(),
        CallerRegistry.TOKEN_LIFE);
  }

  @Bean
  SecurityFilterChain api(HttpSecurity http) {
    return http.authorizeHttpRequests(requests ->
            requests.requestMatchers("/health/**").permitAll().anyRequest().authenticated())
        .oauth2ResourceServer(resource -> resource.jwt(Customizer.withDefaults()))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }
}
