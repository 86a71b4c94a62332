package vn.onecall.server.verification;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.SubjectChange;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.ActivityKind;

/**
 * Sends one-time codes and verifies them. A code has six digits, is valid for ten minutes, is
 * stored only as a keyed hash, can be tried as often as {@link CodeLimits} allows, and verifies
 * only the version of the contact that it was sent to. No response reveals whether the customer or
 * the contact exists.
 */
public final class Verification {
  private static final Messages MESSAGES = Messages.beside(Verification.class);
  static final Duration LIFE = Duration.ofMinutes(10);

  /** How long a verified code entitles a person to make requests. */
  static final Duration RECENT = Duration.ofMinutes(30);

  private static final int CODES = 1_000_000;

  /** Whoever gives a code back that is wrong or old is not verified by it. */
  static final Refusal VERIFIED_REQUESTER =
      Refusal.of("verified-requester", MESSAGES.words("refusal-verified-requester"));

  /** A keyed hash, which cannot be computed without the keystore. */
  @FunctionalInterface
  public interface KeyedHash {
    /** The hash of a text. */
    byte[] of(String domain, String text);
  }

  private final Door door;
  private final MessageSenders senders;
  private final CodeStore store;
  private final CodeLimits limits;
  private final KeyedHash hash;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Verification of contacts.
   *
   * @param sentByAClient how many codes one client may have sent in an hour
   */
  public Verification(
      Door door,
      MessageSenders senders,
      Instances instances,
      KeyedHash hash,
      int sentByAClient,
      Clock clock) {
    this.door = door;
    this.senders = senders;
    this.store = new CodeStore(instances.feature("verification").client());
    this.limits = new CodeLimits(instances, sentByAClient);
    this.hash = hash;
    this.clock = clock;
  }

  boolean has(ContactKind contact) {
    return senders.has(contact);
  }

  /** The result of a call. */
  sealed interface Answer {
    /** A code was sent if the contact exists; the answer is the same if it does not. */
    record Sent() implements Answer {}

    /** The contact is verified. */
    record Confirmed(Written written) implements Answer {}

    /** The caller is not permitted, or the code is wrong. */
    record Denied(Outcome.Denied<?> denied) implements Answer {}

    /** Too many were sent or tried. */
    record Limited(CodeLimits.Met met) implements Answer {}
  }

  /** Sends a code if the contact exists. */
  Answer send(Call call, CodeStore.Place place) {
    Instant now = clock.instant();
    if (door.admits(call, ActivityKind.SEND, Set.of())) {
      Optional<CodeLimits.Met> met =
          limits.reached(client(call), place, CodeLimits.Counted.SENT, now);
      if (met.isPresent()) {
        return new Answer.Limited(met.get());
      }
    }
    return switch (door.send(call, place.subject())) {
      case Outcome.Denied<Grant> denied -> {
        if (!(denied.denial() instanceof Denial.NotShown)) {
          yield new Answer.Denied(denied);
        }
        limits.missCustomer(place, CodeLimits.Counted.SENT, now);
        yield new Answer.Sent();
      }
      case Outcome.Permitted<Grant>(Grant grant) -> {
        Optional<ContactAddresses.Address> address = ContactAddresses.of(grant, place);
        if (address.isEmpty()) {
          limits.miss(place, CodeLimits.Counted.SENT, now);
          yield new Answer.Sent();
        }
        Optional<CodeLimits.Met> met =
            limits
                .takeOf(hash.of("verification-address", address.get().mailbox()), now)
                .or(() -> limits.take(client(call), place, CodeLimits.Counted.SENT, now));
        if (met.isPresent()) {
          yield new Answer.Limited(met.get());
        }
        dispatch(place, address.get(), now);
        yield new Answer.Sent();
      }
    };
  }

  private static String client(Call call) {
    return call.caller().client();
  }

  private void dispatch(CodeStore.Place place, ContactAddresses.Address address, Instant now) {
    String code = "%06d".formatted(random.nextInt(CODES));
    store.put(
        place,
        new CodeStore.Sent(hash(place, address.version(), code), address.version()),
        now.plus(LIFE));
    senders.send(
        place.contact(),
        address.text(),
        MESSAGES.words("code-subject", door.policy().controller()).vi(),
        MESSAGES.words("code", code, LIFE.toMinutes(), door.policy().controller()).vi());
  }

  /** Verifies a code. A wrong, expired or unknown code gets the same refusal. */
  Answer confirm(Call call, CodeStore.Place place, String code, CollectionOrigin collected) {
    if (!door.admits(call, ActivityKind.CONFIRM, Set.of())) {
      return refuse(call);
    }
    Instant now = clock.instant();
    Optional<CodeStore.Sent> sent = store.find(place, now);
    Optional<CodeLimits.Met> met =
        sent.isPresent()
            ? limits.take(client(call), place, CodeLimits.Counted.TRIED, now)
            : limits.reached(client(call), place, CodeLimits.Counted.TRIED, now);
    if (met.isPresent()) {
      return new Answer.Limited(met.get());
    }
    if (sent.isEmpty()) {
      limits.miss(place, CodeLimits.Counted.TRIED, now);
    }
    byte[] given = hash(place, sent.map(CodeStore.Sent::version).orElse(0), code);
    if (!MessageDigest.isEqual(given, sent.map(CodeStore.Sent::hash).orElse(new byte[0]))
        || !isCurrent(place, sent.orElseThrow().version())) {
      return refuse(call);
    }
    SubjectChange change =
        new SubjectChange(
            FactChange.NONE,
            Set.of(),
            NewValues.NONE,
            collected,
            List.of(
                "verified %s %d %d"
                    .formatted(place.contact().id(), place.item(), sent.get().version())),
            (entry, transaction) -> {
              if (!new CodeStore(transaction).verify(entry, place, sent.get())) {
                throw new Used();
              }
            });
    try {
      return switch (door.confirm(call, place.subject(), change)) {
        case Outcome.Permitted<Written>(Written written) -> new Answer.Confirmed(written);
        case Outcome.Denied<Written> denied -> new Answer.Denied(denied);
      };
    } catch (Used e) {
      return refuse(call);
    }
  }

  private static final class Used extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    Used() {
      super("the code was used", null, false, false);
    }
  }

  /**
   * Returns the number of channels by which a customer was recently verified, counting only
   * contacts that have not changed since.
   */
  public int ways(SubjectId subject) {
    Instant since = clock.instant().minus(RECENT).truncatedTo(ChronoUnit.MICROS);
    return (int)
        store.since(subject, since).stream()
            .filter(one ->
                isCurrent(new CodeStore.Place(subject, one.contact(), one.item()), one.version()))
            .map(CodeStore.Verified::contact)
            .distinct()
            .count();
  }

  private boolean isCurrent(CodeStore.Place place, int version) {
    return door.isCurrent(place.subject(), place.contact().id(), place.item(), version);
  }

  private Answer refuse(Call call) {
    Outcome<Written> refused =
        door.refuse(call, ActivityKind.CONFIRM, Set.of(), VERIFIED_REQUESTER);
    return switch (refused) {
      case Outcome.Denied<Written> denied -> new Answer.Denied(denied);
      case Outcome.Permitted<Written> permitted ->
          throw new IllegalStateException("a refusal permits nothing");
    };
  }

  private byte[] hash(CodeStore.Place place, int version, String code) {
    return hash.of(
        "verification",
        "%s %s %d %d %s"
            .formatted(place.subject(), place.contact().id(), place.item(), version, code));
  }
}
