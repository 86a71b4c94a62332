package vn.onecall.cli.log;

import vn.onecall.cli.command.CommandFailure;
import vn.onecall.translog.TileSource;

/** A published log: its checkpoint and tiles, all untrusted. */
interface PublishedLog extends TileSource {

  /**
   * The signed checkpoint that is published now.
   *
   * @throws CommandFailure if there is none or it cannot be reached
   */
  String checkpoint();
}
