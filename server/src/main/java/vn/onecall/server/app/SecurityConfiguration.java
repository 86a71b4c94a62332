package vn.onecall.server.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
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
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.features.Features;
import vn.onecall.messages.Messages;
import vn.onecall.server.clients.CallerRegistry;
import vn.onecall.server.clients.ClientSettings;
import vn.onecall.server.clients.PersonKeys;
import vn.onecall.server.clients.PersonSettings;
import vn.onecall.server.clients.TokenRefusal;
import vn.onecall.server.limits.FailedTokenLimitFilter;
import vn.onecall.server.limits.RequestLimitFilter;
import vn.onecall.server.limits.StrangerLimitFilter;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;

/**
 * One security filter chain for each kind of caller: clients that request a token; anyone, for the
 * public addresses that features declare and for the server's health; clients with a token, for the
 * API. The last chain answers every other address with 404.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final Messages MESSAGES = Messages.beside(SecurityConfiguration.class);

  /**
   * Disables the observation of security filters, which would cost more than the filters
   * themselves.
   */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @Order(1)
  SecurityFilterChain tokens(
      HttpSecurity http,
      OnecallSettings settings,
      CallerRegistry callers,
      PersonKeys keys,
      TokenRefusal refusal,
      ProblemSender sender) {
    Set<String> clients =
        Stream.concat(
                settings.clients().stream().map(ClientSettings::id),
                settings.people().stream().map(PersonSettings::id))
            .collect(Collectors.toUnmodifiableSet());
    return http.securityMatcher("/oauth2/token", "/oauth2/jwks")
        .oauth2AuthorizationServer(server ->
            server
                .tokenEndpoint(endpoint -> endpoint.errorResponseHandler(refusal))
                .clientAuthentication(authentication ->
                    authentication
                        .errorResponseHandler(refusal)
                        .authenticationProviders(providers -> takeSignatures(providers, keys))))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
        // The bound on strangers comes first: what follows it reads the body.
        .addFilterAfter(
            new FailedTokenLimitFilter(settings.limits(), clients, callers::isSecretOf, sender),
            HeaderWriterFilter.class)
        .addFilterBefore(
            new StrangerLimitFilter(settings.limits(), sender), FailedTokenLimitFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  private static void takeSignatures(List<AuthenticationProvider> providers, PersonKeys keys) {
    providers.forEach(provider -> {
      if (provider instanceof JwtClientAssertionAuthenticationProvider signed) {
        signed.setJwtDecoderFactory(keys);
      }
    });
  }

  @Bean
  TokenRefusal tokenRefusal(ProblemSender sender, JsonMapper json) {
    return new TokenRefusal(sender, json);
  }

  @Bean
  @Order(2)
  SecurityFilterChain open(
      HttpSecurity http, Features features, OnecallSettings settings, ProblemSender sender) {
    return stateless(http.securityMatcher(features.openAddresses().toArray(String[]::new)))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .addFilterAfter(
            new StrangerLimitFilter(settings.limits(), sender), HeaderWriterFilter.class)
        .build();
  }

  /**
   * Nobody who reads slowly holds a thread by so short an answer, so that a probe always gets it.
   */
  @Bean
  @Order(2)
  SecurityFilterChain health(HttpSecurity http) {
    return stateless(http.securityMatcher("/health/**"))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain api(HttpSecurity http, OnecallSettings settings, ProblemSender sender) {
    AuthenticationEntryPoint needToken = needToken(sender);
    return stateless(http.securityMatcher("/api/**", "/metrics"))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(
            resource -> resource.jwt(Customizer.withDefaults()).authenticationEntryPoint(needToken))
        .addFilterBefore(
            new RequestLimitFilter(settings.limits(), sender), AuthorizationFilter.class)
        .exceptionHandling(handling -> handling.authenticationEntryPoint(needToken))
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain everythingElse(HttpSecurity http, ProblemSender sender) {
    return stateless(http)
        .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
        .exceptionHandling(handling ->
            handling
                .authenticationEntryPoint(
                    (request, response, reason) -> nothingHere(sender, request, response))
                .accessDeniedHandler(
                    (request, response, reason) -> nothingHere(sender, request, response)))
        .build();
  }

  private static void nothingHere(
      ProblemSender sender, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    sender.send(request, response, Problem.NOT_FOUND, MESSAGES.words("nothing-here"));
  }

  private static HttpSecurity stateless(HttpSecurity http) {
    // No cookie is ever set, so no other site can make a browser call in a user's name.
    return http.csrf(AbstractHttpConfigurer::disable)
        // Nobody signs in here, so nobody has a session, signs out or comes back after it.
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .logout(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable);
  }

  private static AuthenticationEntryPoint needToken(ProblemSender sender) {
    return (request, response, reason) -> {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      sender.send(request, response, Problem.NOT_SIGNED_IN, MESSAGES.words("not-signed-in"));
    };
  }
}
