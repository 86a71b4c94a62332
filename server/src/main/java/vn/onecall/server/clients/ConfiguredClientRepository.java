package vn.onecall.server.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.util.function.SingletonSupplier;

/**
 * The configured clients by id. Encoding a secret is slow on purpose, so each is encoded when its
 * client first asks for a token, and once.
 */
final class ConfiguredClientRepository implements RegisteredClientRepository {
  private final Map<String, Supplier<RegisteredClient>> clients = new HashMap<>();

  ConfiguredClientRepository(Map<String, Supplier<RegisteredClient>> registered) {
    registered.forEach((id, client) -> clients.put(id, SingletonSupplier.of(client)));
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
    Supplier<RegisteredClient> client = clients.get(clientId);
    return client == null ? null : client.get();
  }
}
