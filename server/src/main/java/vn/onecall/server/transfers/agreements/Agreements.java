package vn.onecall.server.transfers.agreements;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.faults.OverloadedException;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.translog.Hash;

/**
 * The register of recipients and agreements; it determines what prevents a transfer to a recipient.
 */
@Component
public final class Agreements {
  private static final Messages MESSAGES = Messages.beside(Agreements.class);
  private static final int TRIES = 5;

  private final Door door;
  private final AgreementStore store;
  private final Clock clock;

  Agreements(Door door, Instances instances, Clock clock) {
    this.door = door;
    this.store = new AgreementStore(instances.feature("transfers").client());
    this.clock = clock;
  }

  /** Whether a recipient may receive a transfer. */
  public sealed interface Standing {
    /** It may receive. */
    record InForce(Agreement agreement) implements Standing {}

    /** It may not. */
    record Lacking(Refusal refusal) implements Standing {}
  }

  /** The current version, and the log entry of this call. */
  record Recorded(Agreement agreement, Hash entry) {}

  Optional<Agreement> find(UUID id) {
    return store.find(id);
  }

  public Optional<Recipient> recipient(String id) {
    return store.recipient(id);
  }

  public Optional<Recipient> recipientOf(String client) {
    return store.recipientOf(client);
  }

  /** The agreements that are in force now. */
  List<Agreement> inForce() {
    Instant now = clock.instant();
    return store.all().stream().filter(each -> each.isInForce(now)).toList();
  }

  /** Finds the agreement used for deletion orders: the newest one, in force or not. */
  public Optional<Agreement> toTell(String recipient) {
    return store.with(recipient).stream()
        .filter(each -> each.terms().delivery().usableKey().isPresent())
        .max(Comparator.comparing(each -> each.terms().span().ends()));
  }

  /**
   * Returns whether a recipient may receive a transfer now. Among several agreements, a complete
   * one is chosen, without a fee before with a fee; if none is complete, the one closest to it
   * determines the missing condition.
   */
  public Standing standing(String recipient, Transfer transfer, Collection<String> fields) {
    Instant now = clock.instant();
    Refusal nearest = TransferRefusals.AGREEMENT;
    Optional<Agreement> withFee = Optional.empty();
    for (Agreement agreement : store.with(recipient)) {
      Optional<Refusal> lacks = agreement.lacks(transfer, fields, now);
      if (lacks.isEmpty() && !agreement.terms().fee()) {
        return new Standing.InForce(agreement);
      }
      if (lacks.isEmpty()) {
        withFee = Optional.of(agreement);
      } else if (isNearer(lacks.get(), nearest)) {
        nearest = lacks.get();
      }
    }
    return withFee.isPresent()
        ? new Standing.InForce(withFee.get())
        : new Standing.Lacking(nearest);
  }

  private static boolean isNearer(Refusal one, Refusal other) {
    return TransferRefusals.OF_AGREEMENTS.indexOf(one)
        > TransferRefusals.OF_AGREEMENTS.indexOf(other);
  }

  /** Thrown if another recorded a version meanwhile; nothing was written. */
  private static final class Overtaken extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    Overtaken() {
      super("another version was recorded", null, false, false);
    }
  }

  /**
   * Records an agreement or a new version of it. The agreement's id makes the call one that may be
   * sent again: terms that stand already create no version, and are answered by the entry that
   * recorded them.
   */
  Outcome<Recorded> put(Call call, Agreement wanted) {
    for (int tries = 1; ; tries++) {
      try {
        return putOnce(call, wanted);
      } catch (Overtaken e) {
        if (tries == TRIES) {
          throw new OverloadedException("Too many record one agreement; nothing was stored.");
        }
      }
    }
  }

  private Outcome<Recorded> putOnce(Call call, Agreement wanted) {
    refuseContradiction(store, wanted);
    Optional<Agreement> known = store.find(wanted.id());
    if (known.filter(each -> each.saysTheSameAs(wanted)).isPresent()
        && door.admits(call, ActivityKind.MANAGE, Set.of())) {
      Agreement standing = known.get();
      return new Outcome.Permitted<>(
          new Recorded(standing, store.entry(standing.id(), standing.version())));
    }
    return record(call, wanted, known.map(Agreement::version).orElse(0) + 1);
  }

  private Outcome<Recorded> record(Call call, Agreement wanted, int version) {
    Agreement agreement =
        new Agreement(wanted.id(), version, wanted.recipient(), wanted.terms(), Optional.empty());
    boolean affiliate =
        Objects.requireNonNull(door.policy().recipients().get(agreement.recipient().kind()))
            .affiliate();
    return switch (door.manage(
        call,
        ActivityKind.MANAGE,
        agreement.details(),
        (entry, transaction) ->
            record(entry, new AgreementStore(transaction), agreement, affiliate))) {
      case Outcome.Permitted<Hash>(Hash entry) ->
          new Outcome.Permitted<>(new Recorded(agreement, entry));
      case Outcome.Denied<Hash>(var denial) -> new Outcome.Denied<>(denial);
    };
  }

  /** What was looked at before is looked at again, where nobody else records anything. */
  private static void record(
      EntryWork.Entered entry, AgreementStore within, Agreement agreement, boolean affiliate) {
    within.lock();
    refuseContradiction(within, agreement);
    if (within.find(agreement.id()).map(Agreement::version).orElse(0) + 1 != agreement.version()) {
      throw new Overtaken();
    }
    within.put(entry, agreement, affiliate);
  }

  /** The version that an entry has recorded, as it was answered to who recorded it. */
  Recorded recorded(UUID id, Hash entry) {
    return new Recorded(store.recordedBy(id, entry).orElseThrow(), entry);
  }

  /** Ends an agreement before its time. */
  Outcome<Hash> end(Call call, Agreement agreement) {
    return door.manage(
        call,
        ActivityKind.MANAGE,
        List.of("end agreement " + agreement.id(), "with " + agreement.recipient().id()),
        (entry, transaction) -> new AgreementStore(transaction).end(entry, agreement.id()));
  }

  /**
   * The kind of a recipient and the recipient of an agreement cannot change, a client belongs to
   * one recipient, and a revoked key cannot return.
   */
  private static void refuseContradiction(AgreementStore store, Agreement agreement) {
    Recipient with = agreement.recipient();
    store
        .recipient(with.id())
        .filter(known -> !known.kind().equals(with.kind()))
        .ifPresent(known -> {
          throw wrong("kind", "not-its-kind", MESSAGES.words("kind-differs", known.kind()));
        });
    with.client()
        .flatMap(store::recipientOf)
        .filter(other -> !other.id().equals(with.id()))
        .ifPresent(other -> {
          throw wrong("client", "taken", MESSAGES.words("client-taken"));
        });
    store
        .find(agreement.id())
        .filter(known -> !known.recipient().id().equals(with.id()))
        .ifPresent(known -> {
          throw wrong("recipient", "not-its-recipient", MESSAGES.words("recipient-differs"));
        });
    String thumbprint = agreement.terms().delivery().thumbprint();
    if (!thumbprint.isEmpty() && store.wasReplaced(with.id(), thumbprint)) {
      throw wrong("key", "revoked", MESSAGES.words("key-revoked"));
    }
  }

  private static InputException wrong(String part, String code, BilingualText words) {
    return new InputException(new FieldError(part, code, words));
  }
}
