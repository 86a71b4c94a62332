package vn.onecall.server.requests.records;

import java.util.Locale;
import java.util.Optional;

/** The state of a request. It ends in exactly one of four final states. */
public enum RequestState {
  RECEIVED,
  ACKNOWLEDGED,
  EXTENDED,
  ANSWERED,
  REFUSED,
  WITHDRAWN,
  MERGED;

  /** Whether the request is still open. */
  public boolean isOpen() {
    return switch (this) {
      case RECEIVED, ACKNOWLEDGED, EXTENDED -> true;
      case ANSWERED, REFUSED, WITHDRAWN, MERGED -> false;
    };
  }

  /**
   * Returns the state after a step, or nothing if the step is not allowed in this state. That a
   * request is extended only once is checked by its legal clock, with a reason.
   */
  public Optional<RequestState> after(RequestStep step) {
    if (!isOpen()) {
      return Optional.empty();
    }
    boolean allowed =
        switch (step) {
          case ACKNOWLEDGE -> this == RECEIVED;
          case EXTEND, ANSWER, REFUSE -> this != RECEIVED;
          case WITHDRAW, MERGE -> true;
        };
    return allowed ? Optional.of(leftBy(step)) : Optional.empty();
  }

  /** The state in which a step leaves a request. */
  public static RequestState leftBy(RequestStep step) {
    return switch (step) {
      case ACKNOWLEDGE -> ACKNOWLEDGED;
      case EXTEND -> EXTENDED;
      case ANSWER -> ANSWERED;
      case REFUSE -> REFUSED;
      case WITHDRAW -> WITHDRAWN;
      case MERGE -> MERGED;
    };
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RequestState of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
