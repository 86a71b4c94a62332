package vn.onecall.server.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import vn.onecall.server.app.OnecallServer;
import vn.onecall.server.fixture.Folders;

/**
 * The program that the tests start dozens of times: the class path of the tests without the tests,
 * all of it jars, so that Java's ahead-of-time cache (JEP 514) can halve the start. It lies in a
 * folder that all test processes share.
 */
final class Program {
  private static final List<String> FLAGS =
      List.of(
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xlog:disable",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          // The other end of its standard input is ours: it never outlives the tests.
          "-Donecall.stop-on-eof=true",
          // Whoever is killed cannot clear up; Tomcat's folders go with the rest.
          "-Djava.io.tmpdir=" + Folders.empty("program"));

  private final Path folder;

  private Program(Path folder) {
    this.folder = folder;
  }

  /** Packs the program into a folder; its first run is to end in good order and makes the cache. */
  static Program pack(Path folder) {
    try {
      Files.createDirectories(folder);
      List<String> jars = new ArrayList<>();
      for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        if (part.isEmpty()) {
          // Would mean the working folder, with all that the tests leave in it.
          continue;
        }
        Path path = Path.of(part);
        if (!Files.isDirectory(path)) {
          jars.add(part);
        } else if (!path.endsWith("test-classes")) {
          jars.add(jar(path, folder.resolve("classes-" + jars.size() + ".jar")).toString());
        }
      }
      Files.writeString(folder.resolve("class-path"), String.join(File.pathSeparator, jars));
      return new Program(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program in a folder into which it was packed. */
  static Program in(Path folder) {
    return new Program(folder);
  }

  /** The command that runs the server. */
  List<String> command(List<String> options, List<String> arguments) {
    Path cache = folder.resolve("classes.aot");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    if (Files.exists(cache)) {
      // A cache that does not fit any more is an error, and not a slow start.
      command.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
    } else {
      command.add("-XX:AOTCacheOutput=" + cache);
    }
    command.addAll(options);
    try {
      command.addAll(
          List.of(
              "-cp",
              Files.readString(folder.resolve("class-path")),
              OnecallServer.class.getName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.addAll(arguments);
    return command;
  }

  /** With its folders as entries of their own: without them Spring finds no class in a package. */
  private static Path jar(Path classes, Path jar) {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> !each.equals(classes)).sorted().toList()) {
        boolean folder = Files.isDirectory(file);
        zip.putNextEntry(new JarEntry(classes.relativize(file) + (folder ? "/" : "")));
        if (!folder) {
          Files.copy(file, zip);
        }
        zip.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
