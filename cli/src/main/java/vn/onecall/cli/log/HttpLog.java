package vn.onecall.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.translog.TilePath;

/**
 * A log on a web server, as C2SP tlog-tiles lays it out. Responses are limited to the greatest
 * valid size, and redirects are not followed.
 */
public final class HttpLog implements PublishedLog {
  private static final int LONGEST_CHECKPOINT = 64 * 1024;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * Opens the log at this URL.
   *
   * @throws CommandFailure if it is not an HTTP URL
   */
  public HttpLog(URI url) {
    if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
      throw CommandFailure.usage("The log's URL begins with http:// or https:// and names a host.");
    }
    this.base = url.toString().replaceFirst("/+$", "");
  }

  @Override
  public String checkpoint() {
    byte[] note =
        get("checkpoint", LONGEST_CHECKPOINT)
            .orElseThrow(
                () -> CommandFailure.unreachable("No checkpoint is published at " + base + "."));
    return new String(note, UTF_8);
  }

  @Override
  public Optional<byte[]> read(TilePath path) {
    Optional<byte[]> exact = get(path.toString(), path.contentLength());
    if (exact.isPresent() || !path.isPartial()) {
      return exact;
    }
    // A server may have removed the partial tile once the full one existed.
    TilePath full = path.withWidth(TilePath.FULL);
    return get(full.toString(), full.contentLength())
        .map(content -> Arrays.copyOf(content, path.contentLength()));
  }

  /** The content at a path, read up to one byte beyond the limit, so that excess shows. */
  private Optional<byte[]> get(String path, int longest) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/" + path))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        int status = response.statusCode();
        if (status == 404 || status == 410) {
          return Optional.empty();
        }
        if (status != 200) {
          throw CommandFailure.unreachable(
              base + "/" + path + " answers with status " + status + ".");
        }
        return Optional.of(body.readNBytes(longest + 1));
      }
    } catch (IOException e) {
      throw CommandFailure.unreachable(base + " cannot be reached.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.unreachable("Interrupted while " + base + " was read.");
    }
  }

  @Override
  public String toString() {
    return base;
  }
}
