package vn.onecall.server.verification;

import java.io.IOException;

/** Sends one message to one address over one channel. It stores neither and does not retry. */
interface MessageSender {
  /**
   * Sends.
   *
   * @throws IOException if it was not taken; its message names no address
   */
  void send(String address, String subject, String text) throws IOException;
}
