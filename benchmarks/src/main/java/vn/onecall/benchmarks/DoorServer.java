package vn.onecall.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real server, set up as an operator does: with a configuration file, clients and tokens. */
final class DoorServer implements AutoCloseable {
  private static final String REGISTRAR = "bench-registrar";
  private static final String READER = "bench-reader";

  /** What is measured: a read in clear, for a purpose, unless the subject has restricted it. */
  static final String ACTIVITY = "care.reveal-contact";

  private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("\\{\"kty\":[^}]+}");

  private final ServerProcess process;
  private final Path folder;

  /** The expected size of its log; the first entry is the policy version. */
  private long entries = 1;

  private DoorServer(ServerProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Starts an installation, and makes it first if necessary.
   *
   * @param folder its folder
   * @param binaries where PostgreSQL is unpacked
   */
  static DoorServer start(
      Path folder, Path binaries, Path serverJar, Path policy, List<String> jvm) {
    try {
      Files.createDirectories(folder);
      for (String client : List.of(REGISTRAR, READER)) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Files.writeString(
            secret(folder, client), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
      }
      Path settings = folder.resolve("onecall.yaml");
      Files.writeString(settings, settings(folder, binaries, policy));
      return new DoorServer(
          ServerProcess.start(
              "door",
              jvm,
              List.of(
                  "-jar",
                  serverJar.toAbsolutePath().toString(),
                  "--spring.config.additional-location=file:" + settings.toAbsolutePath()),
              folder.resolve("server.log")),
          folder);
    } catch (IOException e) {
      throw new BenchmarkException("the door's folder cannot be written", e);
    }
  }

  private static String settings(Path folder, Path binaries, Path policy) {
    return """
    onecall:
      data: "%s"
      binaries: "%s"
      policy: "%s"
      keystore:
        initialise: true
      clients:
        - id: %s
          secret-file: "%s"
          activities: [customers.register]
        - id: %s
          secret-file: "%s"
          activities: [%s]
    """
        .formatted(
            data(folder).toAbsolutePath(),
            binaries.toAbsolutePath(),
            policy.toAbsolutePath(),
            REGISTRAR,
            secret(folder, REGISTRAR).toAbsolutePath(),
            READER,
            secret(folder, READER).toAbsolutePath(),
            ACTIVITY);
  }

  /** The data folder of an installation. */
  static Path data(Path folder) {
    return folder.resolve("data");
  }

  private static Path secret(Path folder, String client) {
    return folder.resolve(client + ".secret");
  }

  ServerProcess process() {
    return process;
  }

  /** Registers the customers through the API, in order; returns their ids. */
  List<String> register(List<Customer> customers) {
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + token(REGISTRAR), "Content-Type", "application/json");
    List<String> ids = new ArrayList<>(customers.size());
    try (HttpConnection connection = new HttpConnection(process.port())) {
      for (Customer customer : customers) {
        HttpConnection.Answer answer =
            connection.ask(
                HttpConnection.request(
                    "POST", "/api/v1/customers", headers, registration(customer)));
        if (answer.status() != 201) {
          throw new BenchmarkException(
              "a registration was answered with the status " + answer.status());
        }
        String location = answer.header("Location");
        entries++;
        ids.add(location.substring(location.lastIndexOf('/') + 1));
      }
      return ids;
    } catch (IOException e) {
      throw new BenchmarkException("the customers cannot be registered: " + e.getMessage(), e);
    }
  }

  private static String registration(Customer customer) {
    return """
    {"activity": "customers.register", "source": "customer",
     "moment": "transaction-registration", "channel": "web",
     "services": ["account"], "attestation": 1,
     "fields": {"full-name": "%s", "email": "%s", "phone": "%s"}}
    """
        .formatted(customer.name(), customer.email(), customer.phone());
  }

  /** Adds the entries of customers that were registered before it started. */
  void found(int customers) {
    entries += customers;
  }

  /** The access token for the reads. */
  String readerToken() {
    return token(READER);
  }

  private String token(String client) {
    try {
      String basic =
          Base64.getEncoder()
              .encodeToString(
                  (client + ":" + Files.readString(secret(folder, client))).getBytes(UTF_8));
      return find(
          TOKEN,
          HttpConnection.request(
              "POST",
              "/oauth2/token",
              Map.of(
                  "Authorization",
                  "Basic " + basic,
                  "Content-Type",
                  "application/x-www-form-urlencoded"),
              "grant_type=client_credentials"));
    } catch (IOException e) {
      throw new BenchmarkException("a token cannot be had: " + e.getMessage(), e);
    }
  }

  /** The public key of its tokens, as a JSON web key. */
  String tokenKey() {
    try {
      return find(KEY, HttpConnection.request("GET", "/oauth2/jwks", Map.of(), ""));
    } catch (IOException e) {
      throw new BenchmarkException("the tokens' key cannot be had: " + e.getMessage(), e);
    }
  }

  private String find(Pattern wanted, byte[] request) throws IOException {
    try (HttpConnection connection = new HttpConnection(process.port())) {
      Matcher found = wanted.matcher(connection.ask(request).body());
      if (!found.find()) {
        throw new IOException("the server's answer is not the expected one");
      }
      return found.group(found.groupCount());
    }
  }

  /** Adds the entries of answered reads. */
  void answered(long reads) {
    entries += reads;
  }

  /**
   * Waits until the log has published the entry of every answer.
   *
   * @throws BenchmarkException if the log is larger, or does not reach that size in two minutes
   */
  void awaitLog() {
    awaitLog(Duration.ofMinutes(2));
  }

  /** The same, with the given timeout. */
  void awaitLog(Duration most) {
    byte[] request = HttpConnection.request("GET", "/log/checkpoint", Map.of(), "");
    long end = System.nanoTime() + most.toNanos();
    try (HttpConnection connection = new HttpConnection(process.port())) {
      long size;
      while ((size = size(connection.ask(request).body())) < entries && System.nanoTime() < end) {
        Polling.millis(5);
      }
      if (size != entries) {
        throw new BenchmarkException("the log has " + size + " entries instead of " + entries);
      }
    } catch (IOException e) {
      throw new BenchmarkException("the log's checkpoint cannot be had: " + e.getMessage(), e);
    }
  }

  /** The size in a checkpoint: its second line. */
  private static long size(String checkpoint) {
    return checkpoint.lines().skip(1).findFirst().map(Long::parseLong).orElse(0L);
  }

  @Override
  public void close() {
    process.close();
  }
}
