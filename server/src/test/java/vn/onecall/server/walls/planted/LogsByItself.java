package vn.onecall.server.walls.planted;

import java.util.logging.Logger;

/** Planted: a class that logs past the program log. */
final class LogsByItself {
  void log() {
    Logger.getAnonymousLogger().info("past the program log");
  }
}
