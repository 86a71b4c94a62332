package vn.onecall.cli;

import vn.onecall.translog.TileSource;

/** A published log: its checkpoint and its tiles, none of them trusted. */
interface PublishedLog extends TileSource {

  /**
   * The signed checkpoint as it is published now.
   *
   * @throws Failure if there is none or it cannot be reached
   */
  String checkpoint();
}
