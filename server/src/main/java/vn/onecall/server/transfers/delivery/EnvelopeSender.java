package vn.onecall.server.transfers.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import vn.onecall.server.transfers.TransferSettings;
import vn.onecall.server.transfers.agreements.OutboundAddressGuard;

/**
 * Sends an encrypted envelope to a recipient over HTTP and reads only the status of the response.
 * It follows no redirect, uses no proxy, reads no body and sends nothing twice. It connects to the
 * addresses that {@link OutboundAddressGuard} has checked; the host must prove its name by TLS.
 * Timeouts: 3 s to connect, 10 s in total. Who waits for a recipient holds no {@link WorkPermits}.
 */
@Component
final class EnvelopeSender implements AutoCloseable {
  /** The header by which a recipient detects duplicates and confirms receipt. */
  static final String REFERENCE_HEADER = "Onecall-Reference";

  /** What is said of a delivery that failed in this house. */
  static final String FAULT = "fault";

  private static final Timeout CONNECT = Timeout.ofSeconds(3);
  private static final Timeout WHOLE = Timeout.ofSeconds(10);

  private final OutboundAddressGuard guard;
  private final TlsSocketStrategy tls;
  private final WorkPermits permits;
  private final ExecutorService senders =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("post-", 1).factory());

  @Autowired
  EnvelopeSender(
      OutboundAddressGuard guard,
      TransferSettings settings,
      SslBundles bundles,
      WorkPermits permits) {
    this(guard, trust(settings, bundles), permits);
  }

  EnvelopeSender(OutboundAddressGuard guard, SSLContext trust, WorkPermits permits) {
    this.guard = guard;
    this.permits = permits;
    this.tls = new DefaultClientTlsStrategy(trust);
  }

  private static SSLContext trust(TransferSettings settings, SslBundles bundles) {
    String name = settings.sslBundle();
    try {
      return name == null ? SSLContext.getDefault() : bundles.getBundle(name).createSslContext();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The JDK has no trust of its own", e);
    }
  }

  /**
   * The result of a delivery.
   *
   * @param taken whether the recipient has it
   * @param code a stable word: the status, or why there is none
   */
  record Sent(boolean taken, String code) {
    /** Whether it failed here, in a way in which it will always fail. */
    boolean isFault() {
      return code.equals(FAULT);
    }
  }

  /** Looks up and checks an address, before anything is opened to be sent there. */
  OutboundAddressGuard.Path reach(URI address) {
    Future<OutboundAddressGuard.Path> looked = senders.submit(() -> guard.to(address));
    return permits.away(() -> result(looked, OutboundAddressGuard.Path.Closed::new, () -> {}));
  }

  /** Looks up an address and sends an envelope there. */
  Sent send(URI address, String reference, String envelope) {
    return switch (reach(address)) {
      case OutboundAddressGuard.Path.Closed(String code) -> new Sent(false, code);
      case OutboundAddressGuard.Path.Open open -> send(address, open, reference, envelope);
    };
  }

  /** Sends an envelope to an address that was looked up. */
  Sent send(URI address, OutboundAddressGuard.Path.Open to, String reference, String envelope) {
    HttpPost request = new HttpPost(address);
    request.setHeader(REFERENCE_HEADER, reference);
    request.setHeader("Idempotency-Key", reference);
    request.setEntity(new StringEntity(envelope, ContentType.create("application/jose")));
    Future<Sent> sending = senders.submit(() -> post(request, address, to.places()));
    return permits.away(() -> result(sending, code -> new Sent(false, code), request::cancel));
  }

  /** What comes of some work within the time there is, or a word for why nothing does. */
  private static <T> T result(Future<T> work, Function<String, T> none, Runnable after) {
    try {
      return work.get(WHOLE.toMilliseconds(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return none.apply("timed-out");
    } catch (ExecutionException e) {
      return none.apply(FAULT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return none.apply("interrupted");
    } finally {
      after.run();
    }
  }

  private Sent post(HttpPost request, URI address, List<InetAddress> places) {
    try (CloseableHttpClient client = client(places)) {
      int status = client.executeOpen(HttpHost.create(address), request, null).getCode();
      // Closing in good order would read the body to its end first.
      request.cancel();
      return new Sent(status / 100 == 2, "status-" + status);
    } catch (IOException e) {
      return new Sent(false, code(e));
    }
  }

  /** Creates a client for one delivery that connects only to the given addresses. */
  private CloseableHttpClient client(List<InetAddress> places) {
    BasicHttpClientConnectionManager connections =
        new BasicHttpClientConnectionManager(
            new DefaultHttpClientConnectionOperator(
                // Whatever proxy the process is told of, this is between two parties.
                any -> new Socket(Proxy.NO_PROXY),
                null,
                new Judged(places),
                RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build()),
            null);
    connections.setConnectionConfig(
        ConnectionConfig.custom().setConnectTimeout(CONNECT).setSocketTimeout(WHOLE).build());
    connections.setTlsConfig(TlsConfig.custom().setHandshakeTimeout(WHOLE).build());
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(WHOLE)
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableAuthCaching()
        .disableCookieManagement()
        .disableContentCompression()
        .setUserAgent("1CALL")
        .build();
  }

  private static String code(IOException failure) {
    return switch (failure) {
      case ConnectTimeoutException _, ConnectException _, NoRouteToHostException _ ->
          "no-connection";
      case SocketTimeoutException _ -> "timed-out";
      case SSLException _ -> "no-tls";
      default -> "broken-off";
    };
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }

  /** Resolves the name to the checked addresses, whatever DNS returns now. */
  private record Judged(List<InetAddress> places) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return places.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
