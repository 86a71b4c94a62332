package vn.onecall.server.transfers;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends a sealed envelope to a recipient, and reads of the answer the status alone: no redirect is
 * followed, no proxy asked, no body read. It waits 3 s for a connection and 10 s for all.
 */
@Component
final class Post implements AutoCloseable {
  /** By which a recipient knows what was sent twice, and by which it confirms. */
  static final String REFERENCE_HEADER = "Onecall-Reference";

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(10);

  private final Reach reach;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT)
          .build();

  Post(Reach reach) {
    this.reach = reach;
  }

  /**
   * What came of it.
   *
   * @param taken whether the recipient has it
   * @param code a stable word: the status, or why there is none
   */
  record Sent(boolean taken, String code) {}

  /** Sends an envelope. */
  Sent send(URI address, String reference, String envelope) {
    Optional<String> refused = reach.refuses(address);
    if (refused.isPresent()) {
      return new Sent(false, refused.get());
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(WHOLE)
            .header("Content-Type", "application/jose")
            .header(REFERENCE_HEADER, reference)
            .header("Idempotency-Key", reference)
            .POST(HttpRequest.BodyPublishers.ofString(envelope))
            .build();
    CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, any -> new Unread());
    try {
      int status = answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return new Sent(status / 100 == 2, "status-" + status);
    } catch (TimeoutException | CancellationException e) {
      answer.cancel(true);
      return new Sent(false, "timed-out");
    } catch (ExecutionException e) {
      return new Sent(false, code(e.getCause()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Sent(false, "interrupted");
    }
  }

  private static String code(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ -> "no-connection";
      case HttpTimeoutException _ -> "timed-out";
      case ConnectException _ -> "no-connection";
      case javax.net.ssl.SSLException _ -> "no-tls";
      case null, default -> "broken-off";
    };
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** A body of which nothing is read, however long it is. */
  private static final class Unread implements BodySubscriber<Void> {
    @Override
    public CompletionStage<Void> getBody() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> part) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onComplete() {}
  }
}
