package vn.onecall.server.walls.planted;

import java.util.logging.Logger;

/** Planted: a class that logs past the program log. */
final class LogsByItself {
  private static final Logger LOG = Logger.getAnonymousLogger();

  void log() {
    LOG.info("past the program log");
  }
}
