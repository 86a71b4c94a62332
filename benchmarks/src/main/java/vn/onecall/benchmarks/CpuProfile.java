package vn.onecall.benchmarks;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * A CPU profile of a server's JVM: execution samples of Flight Recorder, counted by the innermost
 * frame, and by the part of the program in which the innermost known frame lies.
 *
 * @param from when the first round began
 * @param to when the last one ended
 */
record CpuProfile(Instant from, Instant to) {
  private static final int MOST_FRAMES = 25;

  /** Parts of the program by prefix of the class name; the first match counts. */
  private static final Map<String, String> ROOMS = rooms();

  private static Map<String, String> rooms() {
    Map<String, String> rooms = new LinkedHashMap<>();
    rooms.put("vn.onecall.keeper.entries.EntryDrafter", "door: drafting entries");
    rooms.put("vn.onecall.sealing", "door: sealing");
    rooms.put("com.google.crypto.tink", "door: sealing");
    rooms.put("vn.onecall.keeper.ledger", "log");
    rooms.put("vn.onecall.translog", "log");
    rooms.put("vn.onecall.keeper.access", "door: the rest");
    rooms.put("vn.onecall", "endpoint");
    rooms.put("com.nimbusds", "token");
    rooms.put("org.springframework.security.oauth2", "token");
    rooms.put("org.springframework.security", "Spring Security");
    rooms.put("org.springframework.jdbc", "JDBC");
    rooms.put("org.postgresql", "JDBC");
    rooms.put("com.zaxxer", "JDBC");
    rooms.put("tools.jackson", "JSON");
    rooms.put("org.springframework", "Spring MVC");
    rooms.put("io.micrometer", "Spring MVC");
    rooms.put("org.apache", "Tomcat");
    return rooms;
  }

  /** The JVM flag that writes a recording to a file at the end. */
  static String flag(Path file) {
    return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file;
  }

  /** Prints the profile of a recording. */
  void print(String server, Path recording, Report report) {
    Map<String, Integer> byRoom = new HashMap<>();
    Map<String, Integer> byFrame = new HashMap<>();
    int all = 0;
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")
            && event.getStartTime().isAfter(from)
            && event.getStartTime().isBefore(to)
            && event.getStackTrace() != null) {
          List<RecordedFrame> frames = event.getStackTrace().getFrames();
          byRoom.merge(room(frames), 1, Integer::sum);
          byFrame.merge(name(frames.getFirst()), 1, Integer::sum);
          all++;
        }
      }
    } catch (IOException e) {
      throw new BenchmarkException("the recording of the " + server + " cannot be read", e);
    }
    report.line("");
    report.line(server + ": " + all + " samples of its JVM, by room and by innermost frame");
    print(byRoom, Integer.MAX_VALUE, all, report);
    report.line("");
    print(byFrame, MOST_FRAMES, all, report);
  }

  private static void print(Map<String, Integer> counts, int most, int all, Report report) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(most)
        .forEach(each ->
            report.line(
                String.format(
                    ROOT, "  %5.1f%%  %s", 100.0 * each.getValue() / all, each.getKey())));
  }

  private static String room(List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String type = frame.getMethod().getType().getName();
      Optional<String> room =
          ROOMS.entrySet().stream()
              .filter(each -> type.startsWith(each.getKey()))
              .map(Map.Entry::getValue)
              .findFirst();
      if (room.isPresent()) {
        return room.get();
      }
    }
    return "JDK";
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}
