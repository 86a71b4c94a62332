package vn.onecall.keeper.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.granted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.testing.Promise;

/** A process that is halted amid many registrations leaves each chunk whole or not at all. */
class RegisterManyHaltTest {
  private static final int CHUNKS = 3;
  private static final int HALTED = 137;

  /** The process that is halted: it opens an installation and registers some chunks. */
  public static final class Program {
    private Program() {}

    /** Registers; says of each who was told of. */
    public static void main(String[] args) {
      try (House house = House.open(Path.of(args[0]))) {
        granted(
            house
                .door()
                .registerMany(
                    call(house, "customers.register"),
                    IntStream.range(0, CHUNKS * RegisterManyOperation.CHUNK)
                        .mapToObj(number -> People.registration(person(number).values()))
                        .iterator(),
                    each -> System.out.println("told " + each.place())));
      }
    }
  }

  private static Person person(int number) {
    return new Person(
        "Đoàn Nhập Khẩu", "doan.%d@vidu.vn".formatted(number), "+84913%06d".formatted(number));
  }

  @ParameterizedTest
  @CsvSource({"KEYS_PENDING, 3", "MAIN_COMMITTED, 1", "KEYS_CONFIRMED, 2"})
  @Promise("1.6")
  void leavesAllOrNobodyOfAChunkAndNoOrphanKeys(CrashPoint gap, int pass) throws Exception {
    Path data = Folders.installation("halted-many");
    List<Integer> told = halt(data, gap, pass);
    try (House house = House.open(data)) {
      Map<Integer, Long> found =
          IntStream.range(0, CHUNKS)
              .boxed()
              .collect(Collectors.toMap(chunk -> chunk, chunk -> found(house, chunk)));
      assertThat(found.values()).as("all or nobody").isSubsetOf(0L, 10L);
      told.forEach(place ->
          assertThat(found.get(place / RegisterManyOperation.CHUNK))
              .as("whoever was told of is there")
              .isEqualTo(10));
      if (gap != CrashPoint.KEYS_PENDING) {
        assertThat(found).as("main's commit is the write").containsValue(10L);
      }
      long stored = found.values().stream().filter(each -> each == 10).count();
      assertThat(house.countInMain("access.facts")).isEqualTo(stored * RegisterManyOperation.CHUNK);
      assertThat(house.countInKeys("access.pending_write")).isZero();
      for (String table : List.of("subject_key", "blind_index")) {
        assertThat(
                house
                    .keys()
                    .sql("select count(distinct subject_id) from access." + table)
                    .query(Long.class)
                    .single())
            .as("keys and index rows of nobody else")
            .isEqualTo(stored * RegisterManyOperation.CHUNK);
      }
    }
    Folders.delete(data);
  }

  /** Of ten members of a chunk, its first and last among them, how many are found. */
  private static long found(House house, int chunk) {
    return IntStream.range(0, 10)
        .map(n -> chunk * RegisterManyOperation.CHUNK + n * (RegisterManyOperation.CHUNK - 1) / 9)
        .filter(number ->
            !granted(
                    house
                        .door()
                        .find(call(house, "care.find-customer"), "email", person(number).email()))
                .open()
                .isEmpty())
        .count();
  }

  /** Runs the program until it halts; the places that it told of. */
  private static List<Integer> halt(Path data, CrashPoint gap, int pass)
      throws IOException, InterruptedException {
    Path said = Folders.empty("halted-many-log").resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Donecall.halt-at=" + gap + ":" + pass,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(HALTED);
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(said).stream()
        .filter(line -> line.startsWith("told "))
        .map(line -> Integer.parseInt(line.substring(5)))
        .toList();
  }
}
