package vn.onecall.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The processes that belong to a folder: they name it, or they work in it. */
final class ChildProcesses {
  private ChildProcesses() {}

  static List<Long> in(Path folder) throws IOException {
    String path = folder.toRealPath().toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .map(ProcessHandle::pid)
        .filter(pid -> worksIn(pid, path))
        .toList();
  }

  private static boolean worksIn(long pid, String path) {
    Path process = Path.of("/proc", "" + pid);
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).toString().startsWith(path)
          || Files.readString(process.resolve("cmdline")).contains(path);
    } catch (IOException e) {
      // It ended, or it is another user's and no business of ours.
      return false;
    }
  }

  static boolean within(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }
}
