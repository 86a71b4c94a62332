package vn.onecall.keeper.faults;

import java.util.UUID;

/** An entry in the database no longer has the hash that it was written with. */
public final class EntryTamperedException extends KeeperException {
  public EntryTamperedException(String message) {
    super(message);
  }

  public static EntryTamperedException missing(UUID entry) {
    return new EntryTamperedException("The log entry " + entry + " is missing from the database.");
  }
}
