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
    return switch (step) {
      case ACKNOWLEDGE -> this == RECEIVED ? Optional.of(ACKNOWLEDGED) : Optional.empty();
      case EXTEND -> this == RECEIVED ? Optional.empty() : Optional.of(EXTENDED);
      case ANSWER -> this == RECEIVED ? Optional.empty() : Optional.of(ANSWERED);
      case REFUSE -> this == RECEIVED ? Optional.empty() : Optional.of(REFUSED);
      case WITHDRAW -> Optional.of(WITHDRAWN);
      case MERGE -> Optional.of(MERGED);
    };
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RequestState of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
