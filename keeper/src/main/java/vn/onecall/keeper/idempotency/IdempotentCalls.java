package vn.onecall.keeper.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.faults.OverloadedException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.sealing.BlindIndex;
import vn.onecall.sealing.CallerKey;

/**
 * Calls that carry a key of their caller's are carried out once, however often they are sent, and
 * whatever halts the server in between: those of the API (the header {@code Idempotency-Key} of the
 * IETF draft), and whatever else is sent twice and must happen once.
 *
 * <p>Keys holds the client and keyed hashes of its key and of the request; main holds what was
 * written, claimed in the commit of the write itself. So whether a call was carried out is known by
 * main alone, whichever gap a crash was in; and of two attempts one commits. No body is kept. The
 * answer of a repeated call is made again ({@link Write}).
 *
 * <p>A call that wrote nothing is not remembered: a refusal or a mistake may be mended and sent
 * again with the same key.
 */
public final class IdempotentCalls {
  /** How long a key is known. */
  static final Duration KEPT = Duration.ofDays(1);

  /** How long an attempt has to answer before others ask main what came of it. */
  private static final Duration BUSY = Duration.ofSeconds(60);

  /** The id of calls that were answered before main held what they wrote. */
  private static final UUID BEFORE_CLAIMS = new UUID(0, 0);

  /** How often one that puts something looks for the end of another, and how long between. */
  private static final int LOOKS = 40;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /**
   * One sending of a call.
   *
   * @param client who sends it, verified
   * @param key the client's own name for it
   * @param request all that makes the request what it is; kept as a keyed hash
   */
  public record KeyedCall(String client, CallKey key, byte[] request) {}

  /**
   * What came of one sending.
   *
   * @param <T> what the caller is answered
   */
  public sealed interface Sent<T> {
    /** It was the first, and was carried out or refused. */
    record First<T>(Outcome<T> outcome) implements Sent<T> {}

    /** It was carried out before; this is the answer made again. */
    record Again<T>(T answer) implements Sent<T> {}

    /** The key belongs to another request; nothing was done. */
    record OtherRequest<T>() implements Sent<T> {}

    /** The first is under way, here or elsewhere; nothing was done. */
    record UnderWay<T>() implements Sent<T> {}
  }

  /** A call as the stores know it: by keyed hashes. */
  private record Known(String client, byte[] key, byte[] request, CallSecrets secrets) {}

  private final IdempotencyStore store;
  private final ActStore acts;
  private final BlindIndex index;
  private final Clock clock;

  public IdempotentCalls(Instance.Keys keys, Instance.Main main, BlindIndex index, Clock clock) {
    this.store = new IdempotencyStore(keys);
    this.acts = new ActStore(main);
    this.index = index;
    this.clock = clock;
  }

  /** Carries out a write, or answers again what was carried out before. */
  public <T> Sent<T> carryOut(KeyedCall sent, Write<T> write) {
    // No field of a policy has a slash in its name, so that these hashes are like no other.
    String name = sent.client + " " + sent.key.text();
    CallSecrets secrets =
        sent.key.isSecret()
            ? CallSecrets.under(CallerKey.of(index.token("idempotency/secret", name)))
            : CallSecrets.none();
    Known call = known(sent.client, index.token("idempotency/key", name), sent.request, secrets);
    UUID attempt = UUID.randomUUID();
    if (take(call, attempt)) {
      return first(call, attempt, attempt, write);
    }
    Optional<IdempotencyStore.Row> row = store.find(call.key);
    if (row.isEmpty()) {
      // Its holder has let it go this very moment; whoever sends again gets it.
      return new Sent.UnderWay<>();
    }
    if (row.get().isOfAnother(call.request)) {
      return new Sent.OtherRequest<>();
    }
    return isSettled(row.get()) ? settled(call, row.get(), attempt, write) : new Sent.UnderWay<>();
  }

  /**
   * Carries out what puts something at a place, whose name is the key: the same once more is
   * answered again for as long as what it left is as it was, and is carried out otherwise. While
   * the first is under way, the second waits for it a little.
   *
   * @param client who sends it, verified
   * @param place where it is put
   * @param request all that makes the request what it is
   */
  public <T> Sent<T> put(String client, String place, byte[] request, Write<T> write) {
    Known call =
        known(
            client,
            index.token("idempotency/put", client + " " + place),
            request,
            CallSecrets.none());
    UUID attempt = UUID.randomUUID();
    for (int looks = 0; looks < LOOKS; looks++) {
      if (take(call, attempt)) {
        return first(call, attempt, attempt, write);
      }
      Optional<IdempotencyStore.Row> row = store.find(call.key);
      if (row.isPresent() && isSettled(row.get())) {
        Optional<CarriedOutCall> done =
            row.get().isOfAnother(call.request)
                ? Optional.empty()
                : acts.find(row.get().call(), call.secrets, row.get().done());
        if (done.filter(before -> acts.stands(before.act())).isPresent()) {
          return new Sent.Again<>(write.answerAgain(done.get()));
        }
        store.forget(call.key, row.get().attempt());
      } else if (row.isPresent() && !pause()) {
        break;
      }
    }
    return new Sent.UnderWay<>();
  }

  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Known known(String client, byte[] key, byte[] request, CallSecrets secrets) {
    return new Known(client, key, index.token("idempotency/request", digest(request)), secrets);
  }

  private boolean take(Known call, UUID attempt) {
    Instant now = clock.instant();
    store.dropOlder(now.minus(KEPT));
    return store.take(call.key, call.client, call.request, attempt, now, now.plus(BUSY));
  }

  /** Whether nobody is at work on it, as far as is known. */
  private boolean isSettled(IdempotencyStore.Row row) {
    return row.done() || !row.busyUntil().isAfter(clock.instant());
  }

  /** Nobody is at work on it: main knows whether it was carried out. */
  private <T> Sent<T> settled(
      Known call, IdempotencyStore.Row known, UUID attempt, Write<T> write) {
    Optional<CarriedOutCall> done = acts.find(known.call(), call.secrets, known.done());
    if (done.isPresent()) {
      return new Sent.Again<>(write.answerAgain(done.get()));
    }
    if (known.call().equals(BEFORE_CLAIMS)) {
      return new Sent.OtherRequest<>();
    }
    return store.takeOver(call.key, known.attempt(), attempt, clock.instant().plus(BUSY))
        ? first(call, known.call(), attempt, write)
        : new Sent.UnderWay<>();
  }

  private <T> Sent<T> first(Known call, UUID id, UUID attempt, Write<T> write) {
    Attempt carryingOut =
        new Attempt(store, acts, new Attempt.Of(call.key, id, call.secrets), attempt, clock);
    carryingOut.enter();
    try {
      Outcome<T> outcome = write.carryOut();
      carryingOut.reached();
      return new Sent.First<>(outcome);
    } catch (OverloadedException e) {
      if (!carryingOut.isLost()) {
        throw e;
      }
      return new Sent.UnderWay<>();
    } finally {
      carryingOut.leave();
    }
  }

  /** At a start: whoever held a key is gone, and what they wrote stands or never will. */
  public void releaseAll() {
    store.releaseAll(clock.instant());
  }

  /** Deletes what was kept long enough. */
  public void dropOld() {
    Instant before = clock.instant().minus(KEPT);
    store.dropOlder(before);
    acts.dropOlder(before);
  }

  private static String digest(byte[] request) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(request);
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  /** As bytes that no two requests share. */
  public static byte[] requestOf(String method, String path, String ifMatch, byte[] body) {
    byte[] head = (method + "\n" + path + "\n" + ifMatch + "\n").getBytes(UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}
