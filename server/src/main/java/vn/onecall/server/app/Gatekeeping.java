package vn.onecall.server.app;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import vn.onecall.policy.Words;
import vn.onecall.server.clients.ClientSettings;
import vn.onecall.server.clients.PersonKeys;
import vn.onecall.server.clients.PersonSettings;
import vn.onecall.server.limits.FailedTokenLimit;
import vn.onecall.server.limits.RequestLimit;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;

/**
 * Who may come in: the public log, health and the API's description for anyone, the API by token,
 * nothing else.
 */
@Configuration(proxyBeanMethods = false)
class Gatekeeping {

  /** An observation of each filter would cost more than the filters do. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @Order(1)
  SecurityFilterChain tokens(
      HttpSecurity http, OnecallConfig config, PersonKeys keys, ProblemSender sender) {
    Set<String> clients =
        Stream.concat(
                config.clients().stream().map(ClientSettings::id),
                config.people().stream().map(PersonSettings::id))
            .collect(Collectors.toUnmodifiableSet());
    return http.securityMatcher("/oauth2/token", "/oauth2/jwks")
        .oauth2AuthorizationServer(server ->
            server.clientAuthentication(authentication ->
                authentication.authenticationProviders(providers ->
                    providers.forEach(provider -> {
                      if (provider instanceof JwtClientAssertionAuthenticationProvider signed) {
                        signed.setJwtDecoderFactory(keys);
                      }
                    }))))
        .addFilterAfter(
            new FailedTokenLimit(config.limits(), clients, sender), HeaderWriterFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain api(HttpSecurity http, OnecallConfig config, ProblemSender sender) {
    AuthenticationEntryPoint needToken = needToken(sender);
    return http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/log/**", "/health/**", "/openapi.json", "/policy", "/policy/*")
                .permitAll()
                .anyRequest()
                .authenticated())
        .oauth2ResourceServer(
            resource -> resource.jwt(Customizer.withDefaults()).authenticationEntryPoint(needToken))
        .addFilterBefore(new RequestLimit(config.limits(), sender), AuthorizationFilter.class)
        .exceptionHandling(handling -> handling.authenticationEntryPoint(needToken))
        // No cookie is ever set, so no other site can make a browser call in a user's name.
        .csrf(AbstractHttpConfigurer::disable)
        // Nobody signs in here, so nobody has a session, signs out or comes back after it.
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .logout(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .build();
  }

  private static AuthenticationEntryPoint needToken(ProblemSender sender) {
    return (request, response, reason) -> {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      sender.send(
          request,
          response,
          Problem.NOT_SIGNED_IN,
          new Words(
              "Mã truy cập thiếu, hết hạn hoặc không do máy chủ này cấp.",
              "The access token is missing, expired, or not of this server."));
    };
  }
}
