package vn.onecall.server.app;

import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.policy.Words;
import vn.onecall.server.problems.Problem;

/** Who may come in: the public log and health for anyone, the API by token, nothing else. */
@Configuration(proxyBeanMethods = false)
class Gatekeeping {

  /** An observation of each filter would cost more than the filters do. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @Order(1)
  SecurityFilterChain tokens(HttpSecurity http) {
    return http.securityMatcher("/oauth2/token", "/oauth2/jwks")
        .oauth2AuthorizationServer(Customizer.withDefaults())
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain api(HttpSecurity http, JsonMapper json) {
    AuthenticationEntryPoint needToken = needToken(json);
    return http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/log/**", "/health/**")
                .permitAll()
                .anyRequest()
                .authenticated())
        .oauth2ResourceServer(
            resource -> resource.jwt(Customizer.withDefaults()).authenticationEntryPoint(needToken))
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

  private static AuthenticationEntryPoint needToken(JsonMapper json) {
    return (request, response, reason) -> {
      Locale reader =
          request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
              ? Locale.of("vi")
              : request.getLocale();
      ProblemDetail problem =
          Problem.NOT_SIGNED_IN.detail(
              reader,
              new Words(
                      "Mã truy cập thiếu, hết hạn hoặc không do máy chủ này cấp.",
                      "The access token is missing, expired, or not of this server.")
                  .in(reader));
      response.setStatus(Problem.NOT_SIGNED_IN.status().value());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      response.setHeader(HttpHeaders.CONTENT_LANGUAGE, Problem.language(reader));
      json.writeValue(response.getOutputStream(), problem);
    };
  }
}
