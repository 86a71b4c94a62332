package vn.onecall.server.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import vn.onecall.keeper.calls.Actor;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/** The clients and people that the configuration lists, and the activities each may name. */
public final class CallerRegistry {
  private static final Messages MESSAGES = Messages.beside(CallerRegistry.class);
  private static final int SHORTEST_SECRET = 32;

  /** How long an access token lives. */
  public static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

  private final Map<String, Set<String>> entitled = new HashMap<>();
  private final Set<String> people = new HashSet<>();
  private final ClientSecrets secrets = new ClientSecrets();
  private final RegisteredClientRepository repository;

  /**
   * Reads the clients' secrets.
   *
   * @param activities every activity that the policy permits
   * @throws IllegalArgumentException if somebody is entitled to what the policy does not permit,
   *     stands twice, or has a secret that is missing or too short
   */
  public CallerRegistry(
      List<ClientSettings> clients,
      List<PersonSettings> people,
      Set<String> activities,
      PasswordEncoder encoder) {
    Map<String, Supplier<RegisteredClient>> registered = new LinkedHashMap<>();
    for (ClientSettings client : clients) {
      entitle(client.id(), client.activities(), activities);
      String secret = secret(client);
      secrets.add(client.id(), secret);
      registered.put(
          client.id(),
          () ->
              registered(client.id(), client.activities())
                  .clientSecret(encoder.encode(secret))
                  .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                  .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                  .build());
    }
    for (PersonSettings person : people) {
      entitle(person.id(), person.activities(), activities);
      this.people.add(person.id());
      registered.put(
          person.id(),
          () ->
              registered(person.id(), person.activities())
                  .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                  .build());
    }
    if (registered.isEmpty()) {
      throw new IllegalArgumentException("No client is configured: nobody could call the API.");
    }
    repository = new ConfiguredClientRepository(registered);
  }

  private void entitle(String id, Set<String> wanted, Set<String> permitted) {
    for (String activity : wanted) {
      if (!permitted.contains(activity)) {
        throw new IllegalArgumentException(
            "The client '"
                + id
                + "' is entitled to '"
                + activity
                + "', which the policy does not permit.");
      }
    }
    new Caller(id, wanted, Optional.empty());
    if (entitled.put(id, wanted) != null) {
      throw new IllegalArgumentException("The client '" + id + "' stands twice.");
    }
  }

  private static RegisteredClient.Builder registered(String id, Set<String> activities) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scopes(scopes -> scopes.addAll(activities))
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build());
  }

  /** The clients as the authorization server knows them. */
  public RegisteredClientRepository repository() {
    return repository;
  }

  /** Whether a secret is that of a client, told at next to no cost. */
  public boolean isSecretOf(String client, String secret) {
    return secrets.match(client, secret);
  }

  /**
   * Returns the caller of a token.
   *
   * @param client the token's client
   * @param scopes the activities that the token is narrowed to; all of the client's if none
   * @param declared the actor that the client declares
   * @throws InputException if a person declares an actor: whoever signed in acts themselves
   */
  Caller caller(String client, Collection<?> scopes, Optional<String> declared) {
    Set<String> all = entitled.getOrDefault(client, Set.of());
    Set<String> narrowed =
        scopes.isEmpty() || scopes.containsAll(all)
            ? all
            : all.stream().filter(scopes::contains).collect(Collectors.toUnmodifiableSet());
    if (!people.contains(client)) {
      return new Caller(client, narrowed, declared.map(Actor.Declared::new));
    }
    if (declared.isPresent()) {
      throw new InputException(
          new FieldError(
              CallerArgumentResolver.ACTOR_HEADER,
              "unexpected",
              MESSAGES.words("actor-of-a-person")));
    }
    return Caller.person(client, narrowed);
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
