package vn.onecall.server.access;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.FieldTypes;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.server.instances.Instances;

/**
 * Builds the door and keeps what it is made of to itself. Opening it first brings both stores and
 * the erasure journal to one truth; where that cannot be, it refuses to open.
 */
public final class Access implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);
  private static final Duration WRITE_AGE = Duration.ofSeconds(60);

  private final Door door;
  private final EntryFeed feed;
  private final Decider decider;
  private final ErasureJournal journal;
  private final ScheduledExecutorService sweeps =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sweeper").factory());

  private Access(Door door, EntryFeed feed, Decider decider, ErasureJournal journal) {
    this.door = door;
    this.feed = feed;
    this.decider = decider;
    this.journal = journal;
  }

  /**
   * Opens the door.
   *
   * @throws JournalException if the erasure journal is missing, behind or broken
   * @throws IllegalArgumentException if the policy names a field type that does not exist
   */
  public static Access open(
      Instances instances,
      KeyProvider provider,
      Policy policy,
      FieldTypes fieldTypes,
      AccessSettings settings,
      Clock clock) {
    Map<String, FieldType> types = new HashMap<>();
    policy
        .fields()
        .values()
        .forEach(field ->
            types.put(
                field.name(),
                fieldTypes
                    .find(field.type())
                    .orElseThrow(() ->
                        new IllegalArgumentException(
                            "The policy's field '"
                                + field.name()
                                + "' has the type '"
                                + field.type()
                                + "', which does not exist."))));
    KeysStore keysStore = new KeysStore(instances.keys());
    SubjectStore subjects = new SubjectStore(instances.main());
    boolean mayBegin =
        keysStore.journalHead().isEmpty()
            && subjects.journalHead().map(KeysStore.JournalHead::position).orElse(0L) == 0;
    ErasureJournal journal =
        ErasureJournal.open(settings.journal(), provider.installation(), mayBegin);
    Rulebook rulebook = new Rulebook(policy);
    KeyRing keys = new KeyRing(keysStore, provider);
    Opener opener = new Opener(types);
    Decider decider =
        new Decider(
            new EntryDrafts(keys, clock), new EntryStore(instances.main(), policy.version()));
    ValueWriting values = new ValueWriting(policy, types, keys, opener);
    Erasing erasing =
        new Erasing(
            rulebook, keys, keysStore, subjects, decider, journal, settings.backupRetention());
    Sweeper sweeper = new Sweeper(keysStore, subjects, clock);
    try {
      new Recovery(keysStore, subjects, journal, erasing, sweeper, clock).run();
    } catch (RuntimeException e) {
      decider.close();
      journal.close();
      throw e;
    }
    Access access =
        new Access(
            new Door(
                rulebook,
                new Reading(rulebook, keys, decider, opener),
                new Writing(rulebook, keys, keysStore, subjects, decider, values, sweeper),
                erasing,
                new ReceiptReading(rulebook, keys, decider, instances.main()),
                decider),
            new EntryFeed(instances.main()),
            decider,
            journal);
    var _ =
        access.sweeps.scheduleWithFixedDelay(
            () -> sweepQuietly(sweeper, erasing), WRITE_AGE.toSeconds(), 30, TimeUnit.SECONDS);
    return access;
  }

  /** The door. */
  public Door door() {
    return door;
  }

  /** The entries on their way into the log. */
  public EntryFeed feed() {
    return feed;
  }

  @Override
  public void close() {
    sweeps.shutdownNow();
    decider.close();
    journal.close();
  }

  private static void sweepQuietly(Sweeper sweeper, Erasing erasing) {
    try {
      sweeper.sweep(WRITE_AGE);
      erasing.finishInterrupted();
    } catch (RuntimeException e) {
      LOG.warn("Unfinished writes and erasures could not be ended; the next round tries again.");
    }
  }
}
