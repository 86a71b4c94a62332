package vn.onecall.keeper.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.ClaimStore;
import vn.onecall.keeper.writes.Sweeper;
import vn.onecall.sealing.BlindIndex;
import vn.onecall.translog.Hash;

/**
 * Calls that carry a key of their caller's are carried out once, however often they are sent, and
 * whatever halts the server in between (the header {@code Idempotency-Key} of the IETF draft).
 *
 * <p>Kept are the client, keyed hashes of its key and of the request, and of the answer its status
 * and ids; never a body. The key is taken in keys before anything is written; the transaction that
 * begins a write there notes the write beside the key; and whether the write stands is decided by
 * main's claim alone. So a repeated call after a crash asks main: the write stands, and its ids are
 * the answer; or it never will, and the call is carried out anew. What writes in main alone must be
 * guarded by the version that the caller has read, as every change of a subject is.
 *
 * <p>A call that wrote nothing is not remembered: a refusal or a mistake may be mended and sent
 * again with the same key.
 */
public final class IdempotentCalls {
  /** How long an answer is kept. Claims are kept as long, and are never older than their key. */
  static final Duration KEPT = Duration.ofDays(1);

  /** How long an attempt has to answer before others ask main what came of it. */
  private static final Duration BUSY = Duration.ofSeconds(60);

  /**
   * One sending of a call.
   *
   * @param client who sends it
   * @param key the client's own name for it; kept as a keyed hash
   * @param request all that makes the request what it is; kept as a keyed hash
   */
  public record KeyedCall(String client, String key, byte[] request) {}

  /**
   * What is kept of an answer.
   *
   * @param status its HTTP status
   * @param subject of whom
   * @param version of the subject's facts after it, where it is known
   * @param entry the leaf of its entry, where it is known
   */
  public record StoredAnswer(
      int status, SubjectId subject, @Nullable Long version, @Nullable Hash entry) {}

  /** What is to be done with a call. */
  public sealed interface Verdict {
    /** It is the first: carry it out. */
    record First(Attempt attempt) implements Verdict {}

    /** It was carried out; this came of it. */
    record Answered(StoredAnswer kept) implements Verdict {}

    /** The key belongs to another request. */
    record OtherRequest() implements Verdict {}

    /** The first is under way, here or elsewhere. */
    record UnderWay() implements Verdict {}
  }

  private final IdempotencyStore store;
  private final Sweeper sweeper;
  private final BlindIndex index;
  private final Clock clock;

  public IdempotentCalls(
      Instance.Keys keys, Instance.Main main, Sweeper sweeper, BlindIndex index, Clock clock) {
    this.store = new IdempotencyStore(keys, main);
    this.sweeper = sweeper;
    this.index = index;
    this.clock = clock;
  }

  /** Finds out whether a call was sent before, and takes its key if not. */
  public Verdict begin(KeyedCall sent) {
    // No field of a policy has a slash in its name, so that these hashes are like no other.
    byte[] key = index.token("idempotency/key", sent.client + " " + sent.key);
    byte[] request = index.token("idempotency/request", digest(sent.request));
    Instant now = clock.instant();
    UUID attempt = UUID.randomUUID();
    store.dropOlder(now.minus(KEPT));
    if (store.take(key, sent.client, request, attempt, now, now.plus(BUSY))) {
      return new Verdict.First(new Attempt(store, key, attempt, clock));
    }
    Optional<IdempotencyStore.Row> row = store.find(key);
    if (row.isEmpty()) {
      // Its holder has let it go this very moment; whoever sends again gets it.
      return new Verdict.UnderWay();
    }
    IdempotencyStore.Row known = row.get();
    if (known.body() != null && !Arrays.equals(known.body(), request)) {
      return new Verdict.OtherRequest();
    }
    return known.kept() != null
        ? new Verdict.Answered(known.kept())
        : unfinished(key, known, attempt, now);
  }

  private Verdict unfinished(byte[] key, IdempotencyStore.Row known, UUID attempt, Instant now) {
    boolean busy = known.busyUntil().isAfter(now);
    if (known.writeId() == null) {
      return busy ? new Verdict.UnderWay() : takeOver(key, known, attempt, now);
    }
    SubjectId subject = Objects.requireNonNull(known.subject());
    Optional<ClaimStore.Winner> winner = store.winner(subject, known.writeId());
    if (winner.isEmpty() && busy) {
      return new Verdict.UnderWay();
    }
    if (sweeper.stands(subject, known.writeId())) {
      StoredAnswer kept = store.written(subject, known.writeId());
      store.keep(key, known.attempt(), kept);
      return new Verdict.Answered(kept);
    }
    return takeOver(key, known, attempt, now);
  }

  private Verdict takeOver(byte[] key, IdempotencyStore.Row known, UUID attempt, Instant now) {
    return store.takeOver(key, known.attempt(), attempt, now.plus(BUSY))
        ? new Verdict.First(new Attempt(store, key, attempt, clock))
        : new Verdict.UnderWay();
  }

  /** At a start: whoever held a key is gone, and what they wrote was ended before. */
  public void releaseAll() {
    store.releaseAll(clock.instant());
  }

  /** Deletes what was kept long enough. */
  public void dropOld() {
    store.dropOlder(clock.instant().minus(KEPT));
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
    byte[] head = (method + "\n" + path + "\n" + ifMatch + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}
