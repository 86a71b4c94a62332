package vn.onecall.server.problems;

import java.util.Optional;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/** Thrown where a request's body is read and cannot be: it has no part that could be named. */
public final class UnreadableBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Messages MESSAGES = Messages.beside(UnreadableBodyException.class);

  /** Why not. */
  public enum Reason {
    /** It has more bytes than are taken. */
    TOO_LONG,
    /** It was not there in time. */
    TOO_SLOW,
    /** It is not as HTTP has it, such as a wrong chunk. */
    MALFORMED,
    /** Who sent it has gone, so that nobody is answered. */
    CLIENT_LEFT
  }

  private final Reason reason;

  public UnreadableBodyException(Reason reason) {
    super("a body cannot be read: " + reason);
    this.reason = reason;
  }

  /** The problem that it is; none if nobody is left to read one. */
  public Optional<Problem> problem() {
    return switch (reason) {
      case TOO_LONG -> Optional.of(Problem.TOO_LONG);
      case TOO_SLOW -> Optional.of(Problem.TOO_SLOW);
      case MALFORMED -> Optional.of(Problem.MALFORMED);
      case CLIENT_LEFT -> Optional.empty();
    };
  }

  /** The reason for people. */
  public BilingualText words() {
    return switch (reason) {
      case TOO_LONG -> MESSAGES.words("body-too-long");
      case TOO_SLOW -> MESSAGES.words("body-too-slow");
      case MALFORMED, CLIENT_LEFT -> MESSAGES.words("body-malformed");
    };
  }
}
