package vn.onecall.server.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * Limits how many codes are sent and tried per hour: per contact, per customer and per client, so
 * that nobody is flooded with messages and codes cannot be guessed. Unknown customers are counted
 * in the same way, so a limit does not reveal who is a customer.
 */
final class CodeLimits {
  private static final Messages MESSAGES = Messages.beside(CodeLimits.class);
  static final int SENT_TO_A_CONTACT = 5;
  static final int SENT_TO_A_CUSTOMER = 10;
  static final int TRIED_OF_A_CODE = 5;
  static final int TRIED_OF_A_CUSTOMER = 20;
  static final Duration WINDOW = Duration.ofHours(1);

  private final CodeCountStore store;
  private final int sentByAClient;

  /**
   * Limits.
   *
   * @param sentByAClient how many codes one client may have sent in an hour; it may try twice as
   *     many
   */
  CodeLimits(Instances instances, int sentByAClient) {
    this.store = new CodeCountStore(instances.feature("verification").client());
    this.sentByAClient = sentByAClient;
  }

  /** What is counted. */
  enum Counted {
    SENT,
    TRIED
  }

  /** Of whom it is counted. */
  enum Of {
    CLIENT,
    CUSTOMER,
    CONTACT;

    String code() {
      return name().toLowerCase(Locale.ROOT) + "-limit";
    }
  }

  /** A limit that was reached, and how long it applies. */
  record Met(Of of, Counted counted, int most, Duration left) {
    BilingualText words() {
      return switch (counted) {
        case SENT ->
            switch (of) {
              case CLIENT -> MESSAGES.words("client-sent", most);
              case CUSTOMER -> MESSAGES.words("customer-sent", most);
              case CONTACT -> MESSAGES.words("contact-sent", most);
            };
        case TRIED ->
            switch (of) {
              case CLIENT -> MESSAGES.words("client-tried", most);
              case CUSTOMER -> MESSAGES.words("customer-tried", most);
              case CONTACT -> MESSAGES.words("contact-tried", most);
            };
      };
    }
  }

  /** Counts one more, unless a limit is reached. A new code has its full number of tries. */
  Optional<Met> take(String client, CodeStore.Place place, Counted counted, Instant now) {
    for (Of of : Of.values()) {
      CodeCountStore.Key key =
          switch (of) {
            case CLIENT -> CodeCountStore.Key.of(client, counted);
            case CUSTOMER -> CodeCountStore.Key.of(place.subject(), counted);
            case CONTACT -> CodeCountStore.Key.of(place, counted);
          };
      int most = most(of, counted);
      if (!store.take(key, now, now.minus(WINDOW), most)) {
        Duration left =
            store
                .begun(key)
                .map(begun -> Duration.between(now, begun.plus(WINDOW)))
                .orElse(Duration.ZERO);
        return Optional.of(new Met(of, counted, most, left));
      }
    }
    if (counted == Counted.SENT) {
      store.drop(CodeCountStore.Key.of(place, Counted.TRIED));
    }
    return Optional.empty();
  }

  private int most(Of of, Counted counted) {
    boolean sent = counted == Counted.SENT;
    return switch (of) {
      case CLIENT -> sent ? sentByAClient : 2 * sentByAClient;
      case CUSTOMER -> sent ? SENT_TO_A_CUSTOMER : TRIED_OF_A_CUSTOMER;
      case CONTACT -> sent ? SENT_TO_A_CONTACT : TRIED_OF_A_CODE;
    };
  }
}
