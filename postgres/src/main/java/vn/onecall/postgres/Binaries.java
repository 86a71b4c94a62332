package vn.onecall.postgres;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked. The folder is named by the archive's checksum and size, so that
 * another version never mixes with it, and it appears whole or not at all: any number of processes
 * may unpack at once.
 *
 * @param folder the folder that holds {@code bin}, {@code lib} and {@code share}
 * @param majorVersion the version that the data must have, such as 18
 */
record Binaries(Path folder, int majorVersion) {

  private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) (\\d+)\\b.*");

  /** What the folder of each archive is named by. */
  private static final ConcurrentMap<String, String> NAMES = new ConcurrentHashMap<>();

  private static final String UNFINISHED = ".unpacking-";
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  static Binaries in(Path cache, Platform machine, UnprivilegedUser user) {
    String archive = machine.archive();
    Path folder =
        cache
            .toAbsolutePath()
            .resolve("postgres-" + NAMES.computeIfAbsent(archive, Binaries::name));
    try {
      // Two instances that start at once unpack once.
      synchronized (NAMES) {
        if (!Files.isDirectory(folder)) {
          unpack(new ByteArrayInputStream(packed(archive)), folder);
        }
      }
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL's binaries cannot be unpacked into " + cache, e);
    }
    user.requireReach(folder);
    return new Binaries(folder, version(folder));
  }

  /** What the jar itself says of the archive, whose reading would take a fifth of a second. */
  private static String name(String archive) {
    try {
      URLConnection resource = resource(archive).openConnection();
      if (resource instanceof JarURLConnection jar) {
        ZipEntry entry = jar.getJarEntry();
        return "%08x-%d".formatted(entry.getCrc(), entry.getSize());
      }
      byte[] packed = packed(archive);
      CRC32 checksum = new CRC32();
      checksum.update(packed);
      return "%08x-%d".formatted(checksum.getValue(), packed.length);
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL's archive " + archive + " cannot be read", e);
    }
  }

  private static URL resource(String archive) {
    URL resource = Binaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new PostgresException("PostgreSQL's archive " + archive + " is not on the class path");
    }
    return resource;
  }

  private static byte[] packed(String archive) {
    try (InputStream resource = resource(archive).openStream()) {
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL's archive " + archive + " cannot be read", e);
    }
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** Unpacks a .txz into a folder that does not exist yet, or leaves the one that came first. */
  static void unpack(InputStream packed, Path folder) throws IOException {
    Path cache = Files.createDirectories(folder.toAbsolutePath().getParent());
    removeAbandoned(cache);
    Path unfinished = Files.createTempDirectory(cache, UNFINISHED);
    try {
      try (var tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          extract(entry, tar, unfinished);
        }
      }
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    } finally {
      OwnerOnlyFolders.delete(unfinished);
    }
  }

  private static void extract(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = inside(folder, folder.resolve(entry.getName()), entry);
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Path points = Path.of(entry.getLinkName());
      inside(folder, target.resolveSibling(points), entry);
      Files.createSymbolicLink(target, points);
    } else if (entry.isLink()) {
      Files.createLink(target, inside(folder, folder.resolve(entry.getLinkName()), entry));
    } else if (entry.isFile()) {
      Files.copy(content, target);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    } else {
      throw new IOException("The archive holds neither file, folder nor link: " + entry.getName());
    }
  }

  private static Path inside(Path folder, Path target, TarArchiveEntry entry) throws IOException {
    Path normal = target.normalize();
    if (!normal.startsWith(folder)) {
      throw new IOException("The archive points out of its folder: " + entry.getName());
    }
    return normal;
  }

  /** A process that died while unpacking leaves its folder; one that works is younger. */
  private static void removeAbandoned(Path cache) throws IOException {
    FileTime limit = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
    try (var unfinished = Files.newDirectoryStream(cache, UNFINISHED + "*")) {
      for (Path folder : unfinished) {
        if (Files.getLastModifiedTime(folder).compareTo(limit) < 0) {
          OwnerOnlyFolders.delete(folder);
        }
      }
    }
  }

  private static int version(Path folder) {
    String program = folder.resolve("bin/postgres").toString();
    SystemCommands.Outcome outcome = SystemCommands.run(List.of(program, "--version"), new byte[0]);
    Matcher matcher = VERSION.matcher(outcome.said());
    if (outcome.status() != 0 || !matcher.matches()) {
      throw new PostgresException(
          "PostgreSQL's binaries do not run on this machine: "
              + outcome.said()
              + " (if the folder is damaged, delete it: "
              + folder
              + ")");
    }
    return Integer.parseInt(matcher.group(1));
  }
}
