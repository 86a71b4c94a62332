package vn.onecall.keeper.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.fields.FieldTypes;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.KeyProvider;

/**
 * Builds the door and keeps what it is made of to itself. Opening it first brings both stores and
 * the erasure journal to one truth; where that cannot be, it refuses to open.
 */
public final class Access implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);
  private static final int EXPIRED_AT_ONCE = 500;
  private static final Duration WRITE_AGE = Duration.ofSeconds(60);

  private final Door door;
  private final ErasureFeed erasures;
  private final Decider decider;
  private final ErasureJournal journal;
  private final Erasing erasing;
  private final WriteOnce once;
  private final ScheduledExecutorService sweeps =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sweeper").factory());

  private Access(
      Door door,
      ErasureFeed erasures,
      Decider decider,
      ErasureJournal journal,
      Erasing erasing,
      WriteOnce once) {
    this.door = door;
    this.erasures = erasures;
    this.decider = decider;
    this.journal = journal;
    this.erasing = erasing;
    this.once = once;
  }

  /**
   * Opens the door.
   *
   * @throws EpochException if the keystore is older than keys
   * @throws JournalException if the erasure journal is missing, behind or broken
   * @throws IllegalArgumentException if the policy names a field type that does not exist
   */
  public static Access open(
      Instance.Main main,
      Instance.Keys keysInstance,
      KeyProvider provider,
      Policy policy,
      FieldTypes fieldTypes,
      AccessSettings settings,
      Clock clock) {
    TypedFields types = TypedFields.of(policy, fieldTypes);
    new KeyEpochs(keysInstance).register(provider);
    KeysStore keysStore = new KeysStore(keysInstance);
    FactStore facts = new FactStore(main, new DerivedFacts(policy));
    SubjectStore subjects = new SubjectStore(main, facts);
    boolean mayBegin =
        keysStore.journalHead().isEmpty()
            && subjects.journalHead().map(KeysStore.JournalHead::position).orElse(0L) == 0;
    ErasureJournal journal =
        ErasureJournal.open(settings.journal(), provider.installation(), mayBegin);
    Rulebook rulebook = new Rulebook(policy, settings.routes());
    KeyRing keys = new KeyRing(keysStore, provider);
    Opener opener = new Opener(types, clock);
    Decider decider =
        new Decider(
            new EntryDrafts(keys, clock), new EntryStore(main, policy.version()), settings.watch());
    ValueWriting values = new ValueWriting(policy, types, keys, opener);
    Suppression suppression = new Suppression(policy, provider.blindIndex());
    KeyDestroying destroying = new KeyDestroying(keys, keysStore, suppression);
    Erasing erasing =
        new Erasing(
            rulebook, keys, destroying, subjects, decider, journal, settings.backupRetention());
    Sweeper sweeper = new Sweeper(keysStore, subjects, clock);
    WriteOnce once =
        new WriteOnce(new OnceStore(keysInstance, main), sweeper, provider.blindIndex(), clock);
    try {
      new Recovery(keysStore, subjects, destroying, journal, erasing, sweeper, clock).run();
      once.releaseAll();
      main.transactions().executeWithoutResult(status -> new ConsentTexts(policy, facts).settle());
    } catch (RuntimeException e) {
      decider.close();
      journal.close();
      throw e;
    }
    HiddenStore hidden = new HiddenStore(main);
    Subjects written = new Subjects(subjects, facts, keys, sweeper, decider);
    SpanningWrites writes = new SpanningWrites(keys, keysStore, subjects);
    Function<List<List<KeysStore.IndexRow>>, List<FactChange>> refusedBefore =
        people -> suppression.known(keysStore, people);
    Registering registering =
        new Registering(
            rulebook,
            new Registering.Stores(subjects, facts, values, writes, decider),
            refusedBefore);
    Access access =
        new Access(
            new Door(
                rulebook,
                new Door.Shows(
                    new Reading(rulebook, keys, decider, opener),
                    new HandingOver(rulebook, keys, decider, opener, main),
                    new EntryReading(rulebook, keys, decider, main),
                    new ProvenanceReading(rulebook, keys, decider, main)),
                new Door.Writes(
                    registering,
                    new RegisteringMany(registering, decider),
                    new Correcting(rulebook, written, values, writes, refusedBefore, decider),
                    new Changing(rulebook, written, values, writes, decider)),
                new Door.Files(
                    new Filing(rulebook, written, values, writes, decider),
                    new Managing(rulebook, keys, decider, main)),
                new Door.Ends(
                    erasing, new Retaining(rulebook, new RetentionStore(main), decider, clock)),
                decider,
                new Watching(policy, settings.watch())),
            new ErasureFeed(subjects),
            decider,
            journal,
            erasing,
            once);
    var _ =
        access.sweeps.scheduleWithFixedDelay(
            () -> sweepQuietly(sweeper, erasing, once, hidden, clock),
            WRITE_AGE.toSeconds(),
            30,
            TimeUnit.SECONDS);
    var _ =
        access.sweeps.scheduleWithFixedDelay(
            () -> expireQuietly(main, facts, clock), 1, 1, TimeUnit.SECONDS);
    return access;
  }

  /** The door. */
  public Door door() {
    return door;
  }

  /** The calls that are carried out once, however often they are sent. */
  public WriteOnce once() {
    return once;
  }

  /** The erasures, for whoever has to tell others of them. */
  public ErasureFeed erasures() {
    return erasures;
  }

  /** Why an erasure that was begun is not finished, if one is not; it is tried again and again. */
  public Optional<String> unfinishedErasure() {
    return erasing.unfinished();
  }

  @Override
  public void close() {
    sweeps.shutdownNow();
    decider.close();
    journal.close();
  }

  private static void expireQuietly(Instance.Main main, FactStore facts, Clock clock) {
    try {
      while (Objects.requireNonNull(
              main.transactions().execute(status -> facts.expire(clock.instant(), EXPIRED_AT_ONCE)))
          == EXPIRED_AT_ONCE) {}
    } catch (RuntimeException e) {
      LOG.warn(
          "Facts whose time is over could not be ended; they are trusted no more all the same.");
    }
  }

  private static void sweepQuietly(
      Sweeper sweeper, Erasing erasing, WriteOnce once, HiddenStore hidden, Clock clock) {
    try {
      sweeper.sweep(WRITE_AGE);
      erasing.finishInterrupted();
      once.dropOld();
      hidden.dropPast(clock.instant());
    } catch (RuntimeException e) {
      LOG.warn("Unfinished writes and erasures could not be ended; the next round tries again.");
    }
  }
}
