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
 * all of it jars, so that Java's ahead-of-time cache (JEP 514) can halve the start.
 */
final class Program {
  private static final Path FOLDER = Folders.empty("program");
  private static final Path CACHE = FOLDER.resolve("classes.aot");
  private static final String CLASS_PATH = jars();

  private Program() {}

  /** The command that runs the server; the first run that ends in good order makes the cache. */
  static List<String> command(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            (Files.exists(CACHE) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + CACHE,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // The other end of its standard input is ours: it never outlives the tests.
            "-Donecall.stop-on-eof=true",
            // Whoever is killed cannot clear up; Tomcat's folders go with the rest.
            "-Djava.io.tmpdir=" + FOLDER));
    command.addAll(options);
    command.addAll(List.of("-cp", CLASS_PATH, OnecallServer.class.getName()));
    command.addAll(arguments);
    return command;
  }

  private static String jars() {
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
        jars.add(jar(path, FOLDER.resolve("classes-" + jars.size() + ".jar")).toString());
      }
    }
    return String.join(File.pathSeparator, jars);
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
