package vn.onecall.server.verification;

import java.io.IOException;

/** Carries one message to one address by one way. It keeps neither, and repeats neither. */
interface MessageSender {
  /**
   * Sends.
   *
   * @throws IOException if it was not taken; its message names no address
   */
  void send(String address, String subject, String text) throws IOException;
}
