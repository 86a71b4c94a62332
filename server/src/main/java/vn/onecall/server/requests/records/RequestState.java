package vn.onecall.server.requests.records;

import java.util.Locale;
import java.util.Optional;

/** How far a request has come. It ends in one of four ways, and in no other. */
public enum RequestState {
  RECEIVED,
  ACKNOWLEDGED,
  EXTENDED,
  ANSWERED,
  REFUSED,
  WITHDRAWN,
  MERGED;

  /** Whether it still waits for something. */
  public boolean isOpen() {
    return switch (this) {
      case RECEIVED, ACKNOWLEDGED, EXTENDED -> true;
      case ANSWERED, REFUSED, WITHDRAWN, MERGED -> false;
    };
  }

  /**
   * The state after a step; none if the step cannot be taken now. That an extension comes only once
   * is the clock's to say, with its reason.
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
