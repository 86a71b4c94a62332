package vn.onecall.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The real server and the bare server, with the same customers under the same ids, both running
 * from start to end. Before the measurement each customer (a sample, if there are very many) is
 * read once from both, which shows that their answers have the same length.
 */
final class ServerPair implements AutoCloseable {
  /** How many answers are compared where there are too many customers to read each. */
  private static final int SAMPLE = 2_000;

  /** How long the log may take over the entries of all customers. */
  private static final Duration LONG = Duration.ofMinutes(60);

  private final DoorServer door;
  private final ServerProcess bare;
  private final List<String> ids;
  private final int[] lengths;
  private final int connections;

  private ServerPair(
      DoorServer door, ServerProcess bare, List<String> ids, int[] lengths, int connections) {
    this.door = door;
    this.bare = bare;
    this.ids = ids;
    this.lengths = lengths;
    this.connections = connections;
  }

  /**
   * What the two are made of.
   *
   * @param folder for everything of the run
   * @param binaries where PostgreSQL is unpacked
   * @param serverJar the real server
   * @param policy its policy
   * @param connections how many ask at once
   * @param cold whether the customers are put in before the servers start, and few are read before
   */
  record Settings(
      Path folder, Path binaries, Path serverJar, Path policy, int connections, boolean cold) {}

  /**
   * Starts both, loads them and compares their answers.
   *
   * @param doorFlags the JVM flags of the real server
   * @param bareFlags the JVM flags of the bare one
   */
  static ServerPair start(
      Settings settings, List<Customer> customers, List<String> doorFlags, List<String> bareFlags) {
    Path folder = settings.folder.resolve("door");
    List<String> loaded =
        settings.cold ? load(DoorServer.data(folder), settings, customers.size()) : List.of();
    DoorServer door =
        DoorServer.start(folder, settings.binaries, settings.serverJar, settings.policy, doorFlags);
    ServerProcess bare = null;
    try {
      List<String> ids = settings.cold ? loaded : door.register(customers);
      if (settings.cold) {
        door.found(ids.size());
        door.awaitLog(LONG);
      }
      List<byte[]> requests = requests(ids, door.readerToken());
      int frame = frame(door.process(), requests.getFirst(), customers.getFirst());
      door.answered(1);
      bare = startBare(settings, door, customers, ids, frame, bareFlags);
      int step = settings.cold ? Math.ceilDiv(ids.size(), SAMPLE) : 1;
      List<byte[]> compared = every(step, requests);
      int[] lengths =
          new LoadGenerator(door.process().port(), settings.connections).lengths(compared);
      door.answered(lengths.length);
      if (!Arrays.equals(
          lengths, new LoadGenerator(bare.port(), settings.connections).lengths(compared))) {
        throw new BenchmarkException("the answers of the two servers are not equally long");
      }
      if (settings.cold) {
        lengths = lengths(lengths, step, customers);
      }
      return new ServerPair(door, bare, ids, lengths, settings.connections);
    } catch (IOException | RuntimeException e) {
      if (bare != null) {
        bare.close();
      }
      door.close();
      throw e instanceof RuntimeException fault
          ? fault
          : new BenchmarkException("the servers cannot be made ready: " + e.getMessage(), e);
    }
  }

  /** Puts the customers in, on the way that imports take. */
  private static CustomerIds load(Path data, Settings settings, int customers) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new BenchmarkException("the door's folder cannot be written", e);
    }
    try (LocalInstallation installed =
        LocalInstallation.make(data, settings.binaries, settings.policy)) {
      CustomerIds ids = installed.register(Registrations.Kind.ACCOUNT, customers, stored -> {});
      installed.vacuum();
      return ids;
    }
  }

  private static <T> List<T> every(int step, List<T> all) {
    return step == 1
        ? all
        : IntStream.range(0, Math.ceilDiv(all.size(), step))
            .mapToObj(i -> all.get(i * step))
            .toList();
  }

  /**
   * The lengths of all answers, by those of some: each is as much longer than its customer's values
   * as any other.
   */
  private static int[] lengths(int[] some, int step, List<Customer> customers) {
    int frame = some[0] - customers.getFirst().bytes();
    for (int i = 0; i < some.length; i++) {
      if (some[i] - customers.get(i * step).bytes() != frame) {
        throw new BenchmarkException("the answers differ by more than the values that they show");
      }
    }
    int[] lengths = new int[customers.size()];
    Arrays.setAll(lengths, i -> frame + customers.get(i).bytes());
    return lengths;
  }

  private static ServerProcess startBare(
      Settings settings,
      DoorServer door,
      List<Customer> customers,
      List<String> ids,
      int frame,
      List<String> flags)
      throws IOException {
    Path folder = Files.createDirectories(settings.folder.resolve("bare"));
    Path key = Files.writeString(folder.resolve("token-key.json"), door.tokenKey());
    Path rows = folder.resolve("customers.tsv");
    try (BufferedWriter out = Files.newBufferedWriter(rows)) {
      for (int i = 0; i < ids.size(); i++) {
        out.write(ids.get(i) + "\t" + customers.get(i).tabbed() + "\n");
      }
    }
    List<String> program = new ArrayList<>(Benchmarks.bareServer());
    program.addAll(
        List.of(
            "--bare.data=" + folder,
            "--bare.binaries=" + settings.binaries,
            "--bare.token-key=" + key,
            "--bare.customers=" + rows,
            "--bare.frame=" + frame));
    return ServerProcess.start("bare", flags, program, folder.resolve("server.log"));
  }

  /** How long the real server's body is beyond the three values. */
  private static int frame(ServerProcess server, byte[] request, Customer customer)
      throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port())) {
      HttpConnection.Answer answer = connection.ask(request);
      if (answer.status() != 200) {
        throw new BenchmarkException("the door answers with the status " + answer.status());
      }
      return answer.body().getBytes(UTF_8).length - customer.bytes();
    }
  }

  /** The requests for customers; of very many, each is made when it is asked for. */
  private static List<byte[]> requests(List<String> ids, String token) {
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + token, "Accept", "application/json");
    List<byte[]> requests =
        new AbstractList<>() {
          @Override
          public byte[] get(int i) {
            return HttpConnection.request(
                "GET",
                "/api/v1/customers/" + ids.get(i) + "?activity=" + DoorServer.ACTIVITY,
                headers,
                "");
          }

          @Override
          public int size() {
            return ids.size();
          }
        };
    return ids instanceof CustomerIds ? requests : List.copyOf(requests);
  }

  /** The length of an answer on the wire, over all customers. */
  double meanLength() {
    return Arrays.stream(lengths).average().orElse(0);
  }

  /** Asks the bare server; the same number draws the same requests. */
  RoundResult ofBare(Duration length, long number) {
    List<byte[]> requests = requests(ids, door.readerToken());
    CpuTimes before = CpuTimes.of(bare.pid());
    LoadGenerator.Done done =
        new LoadGenerator(bare.port(), connections).run(requests, lengths, length, number);
    return new RoundResult(
        done.answers(), done.nanos() / 1e9, 0, CpuTimes.of(bare.pid()).since(before));
  }

  /** Asks the real server, and waits until its log has the entry of every answer. */
  RoundResult ofDoor(Duration length, long number) {
    List<byte[]> requests = requests(ids, door.readerToken());
    door.awaitLog();
    ServerProcess server = door.process();
    CpuTimes before = CpuTimes.of(server.pid());
    LoadGenerator.Done done =
        new LoadGenerator(server.port(), connections).run(requests, lengths, length, number);
    long answered = System.nanoTime();
    door.answered(done.answers());
    door.awaitLog();
    double catchUp = (System.nanoTime() - answered) / 1e9;
    return new RoundResult(
        done.answers(),
        done.nanos() / 1e9 + catchUp,
        catchUp,
        CpuTimes.of(server.pid()).since(before));
  }

  @Override
  public void close() {
    bare.close();
    door.close();
  }
}
