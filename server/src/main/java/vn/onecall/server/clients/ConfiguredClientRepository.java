package vn.onecall.server.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * The configured clients by id. Encoding a secret is slow on purpose, so all secrets are encoded in
 * the background; only a request for a client that is not encoded yet waits.
 */
final class ConfiguredClientRepository implements RegisteredClientRepository {
  private final Map<String, CompletableFuture<RegisteredClient>> clients = new HashMap<>();

  ConfiguredClientRepository(Map<String, Supplier<RegisteredClient>> registered) {
    ExecutorService encoding =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("encoding-secrets").factory());
    registered.forEach(
        (id, client) -> clients.put(id, CompletableFuture.supplyAsync(client, encoding)));
    encoding.shutdown();
  }

  /** The configuration alone says who is a client. */
  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("clients stand in the configuration");
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    CompletableFuture<RegisteredClient> client = clients.get(clientId);
    return client == null ? null : client.join();
  }
}
