package vn.onecall.server.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * Limits how many codes are sent and tried per hour: per contact, per address whoever it belongs
 * to, per customer and per client, so that nobody is flooded with messages and codes cannot be
 * guessed.
 *
 * <p>What does not exist has counts of its own that look the same to who asks, so that a limit does
 * not reveal who is a customer, and takes nothing from the counts of what does exist.
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

  /** The limit that is reached already, if one is; it counts nothing. */
  Optional<Met> reached(String client, CodeStore.Place place, Counted counted, Instant now) {
    for (Of of : Of.values()) {
      CodeCountStore.Key key = key(of, client, place, counted);
      if (store.isReached(key, now.minus(WINDOW), most(of, counted))) {
        return Optional.of(met(of, key, counted, now));
      }
    }
    return Optional.empty();
  }

  /**
   * Counts one more code to an address, unless its limit is reached: whoever shares it, it is sent
   * no more than one contact is. The answer is that of a contact, and tells of nobody else.
   *
   * @param address a keyed hash
   */
  Optional<Met> takeOf(byte[] address, Instant now) {
    CodeCountStore.Key key = CodeCountStore.Key.ofAddress(address, Counted.SENT);
    return store.take(key, now, now.minus(WINDOW), SENT_TO_A_CONTACT)
        ? Optional.empty()
        : Optional.of(met(Of.CONTACT, key, Counted.SENT, now));
  }

  /** Counts one more for a contact, or a code of one, that does not exist. */
  void miss(CodeStore.Place place, Counted counted, Instant now) {
    store.take(
        CodeCountStore.Key.of(place, counted), now, now.minus(WINDOW), most(Of.CONTACT, counted));
  }

  /** Counts one more for a customer who does not exist. */
  void missCustomer(CodeStore.Place place, Counted counted, Instant now) {
    miss(place, counted, now);
    store.take(
        CodeCountStore.Key.of(place.subject(), counted),
        now,
        now.minus(WINDOW),
        most(Of.CUSTOMER, counted));
  }

  /** Counts one more, unless a limit is reached. A new code has its full number of tries. */
  Optional<Met> take(String client, CodeStore.Place place, Counted counted, Instant now) {
    for (Of of : Of.values()) {
      CodeCountStore.Key key = key(of, client, place, counted);
      if (!store.take(key, now, now.minus(WINDOW), most(of, counted))) {
        return Optional.of(met(of, key, counted, now));
      }
    }
    if (counted == Counted.SENT) {
      store.drop(CodeCountStore.Key.of(place, Counted.TRIED));
    }
    return Optional.empty();
  }

  private static CodeCountStore.Key key(
      Of of, String client, CodeStore.Place place, Counted counted) {
    return switch (of) {
      case CLIENT -> CodeCountStore.Key.of(client, counted);
      case CUSTOMER -> CodeCountStore.Key.of(place.subject(), counted);
      case CONTACT -> CodeCountStore.Key.of(place, counted);
    };
  }

  private Met met(Of of, CodeCountStore.Key key, Counted counted, Instant now) {
    Duration left =
        store
            .begun(key)
            .map(begun -> Duration.between(now, begun.plus(WINDOW)))
            .orElse(Duration.ZERO);
    return new Met(of, counted, most(of, counted), left);
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
