package vn.onecall.server.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import vn.onecall.server.access.Caller;

/** The clients that the configuration names, and what each is entitled to. */
public final class Clients {
  private static final int SHORTEST_SECRET = 32;
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

  private final Map<String, Set<String>> entitled = new HashMap<>();
  private final RegisteredClientRepository repository;

  /**
   * Reads the clients' secrets.
   *
   * @param activities every activity that the policy permits
   * @throws IllegalArgumentException if a client is entitled to what the policy does not permit, or
   *     its secret is missing or too short
   */
  public Clients(List<ClientSettings> settings, Set<String> activities, PasswordEncoder encoder) {
    List<RegisteredClient> registered = new ArrayList<>();
    for (ClientSettings client : settings) {
      for (String activity : client.activities()) {
        if (!activities.contains(activity)) {
          throw new IllegalArgumentException(
              "The client '"
                  + client.id()
                  + "' is entitled to '"
                  + activity
                  + "', which the policy does not permit.");
        }
      }
      new Caller(client.id(), client.activities(), Optional.empty());
      if (entitled.put(client.id(), client.activities()) != null) {
        throw new IllegalArgumentException("The client '" + client.id() + "' stands twice.");
      }
      registered.add(
          RegisteredClient.withId(client.id())
              .clientId(client.id())
              .clientSecret(encoder.encode(secret(client)))
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
              .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
              .scopes(scopes -> scopes.addAll(client.activities()))
              .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build())
              .build());
    }
    if (registered.isEmpty()) {
      throw new IllegalArgumentException("No client is configured: nobody could call the API.");
    }
    repository = new InMemoryRegisteredClientRepository(registered);
  }

  /** The clients as the authorization server knows them. */
  public RegisteredClientRepository repository() {
    return repository;
  }

  /**
   * The caller that a token stands for.
   *
   * @param client the token's client
   * @param scopes the activities that the token is narrowed to; all of the client's if none
   * @param actor the actor that the client declares
   */
  Caller caller(String client, Collection<?> scopes, Optional<String> actor) {
    Set<String> all = entitled.getOrDefault(client, Set.of());
    return new Caller(
        client,
        scopes.isEmpty() || scopes.containsAll(all)
            ? all
            : all.stream().filter(scopes::contains).collect(Collectors.toUnmodifiableSet()),
        actor);
  }

  private static String secret(ClientSettings client) {
    try {
      String secret = Files.readString(client.secretFile()).strip();
      if (secret.length() < SHORTEST_SECRET) {
        throw new IllegalArgumentException(
            "The secret of the client '"
                + client.id()
                + "' has fewer than "
                + SHORTEST_SECRET
                + " characters.");
      }
      return secret;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The secret-file of the client '" + client.id() + "' cannot be read.", e);
    }
  }
}
