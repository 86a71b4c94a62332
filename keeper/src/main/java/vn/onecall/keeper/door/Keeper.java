package vn.onecall.keeper.door;

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
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.keeper.audit.ProvenanceOperation;
import vn.onecall.keeper.audit.ReadEntriesOperation;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DiscloseOperation;
import vn.onecall.keeper.decisions.ReadOperation;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.entries.EntryDrafter;
import vn.onecall.keeper.entries.HiddenEntryStore;
import vn.onecall.keeper.erasure.EraseOperation;
import vn.onecall.keeper.erasure.ErasedKeysStore;
import vn.onecall.keeper.erasure.ErasureCompletion;
import vn.onecall.keeper.erasure.ErasureFeed;
import vn.onecall.keeper.erasure.ErasureJournal;
import vn.onecall.keeper.erasure.ErasureRecovery;
import vn.onecall.keeper.erasure.ErasureStore;
import vn.onecall.keeper.erasure.KeyDestruction;
import vn.onecall.keeper.erasure.RetentionOperation;
import vn.onecall.keeper.erasure.SuppressionList;
import vn.onecall.keeper.facts.ConsentTexts;
import vn.onecall.keeper.facts.DerivedFacts;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.facts.FactStore;
import vn.onecall.keeper.faults.EpochException;
import vn.onecall.keeper.faults.JournalException;
import vn.onecall.keeper.features.RouteTable;
import vn.onecall.keeper.idempotency.Attempt;
import vn.onecall.keeper.idempotency.IdempotentCalls;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.keys.KeyEpochs;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.writes.CaseFileOperation;
import vn.onecall.keeper.writes.ChangeOperation;
import vn.onecall.keeper.writes.ClaimStore;
import vn.onecall.keeper.writes.CorrectOperation;
import vn.onecall.keeper.writes.CrossInstanceWrites;
import vn.onecall.keeper.writes.ExistingSubjects;
import vn.onecall.keeper.writes.ManageOperation;
import vn.onecall.keeper.writes.RegisterManyOperation;
import vn.onecall.keeper.writes.RegisterOperation;
import vn.onecall.keeper.writes.Sweeper;
import vn.onecall.keeper.writes.ValueStore;
import vn.onecall.keeper.writes.WritePreparation;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.KeyProvider;

/**
 * The running keeper: it builds the door and owns what the door needs. Opening it first brings both
 * instances to the state of the erasure journal; where that is impossible, it refuses to open.
 */
public final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final int EXPIRED_AT_ONCE = 500;
  private static final Duration WRITE_AGE = Duration.ofSeconds(60);

  private final Door door;
  private final ErasureFeed erasures;
  private final Decider decider;
  private final ErasureJournal journal;
  private final ErasureCompletion completion;
  private final IdempotentCalls once;
  private final ScheduledExecutorService sweeps =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sweeper").factory());

  private Keeper(
      Door door,
      ErasureFeed erasures,
      Decider decider,
      ErasureJournal journal,
      ErasureCompletion completion,
      IdempotentCalls once) {
    this.door = door;
    this.erasures = erasures;
    this.decider = decider;
    this.journal = journal;
    this.completion = completion;
    this.once = once;
  }

  /**
   * Opens the door.
   *
   * @throws EpochException if the keystore is older than keys
   * @throws JournalException if the erasure journal is missing, behind or broken
   * @throws IllegalArgumentException if the policy names a field type that does not exist
   */
  public static Keeper open(
      Instance.Main main,
      Instance.Keys keysInstance,
      KeyProvider provider,
      Policy policy,
      FieldTypes fieldTypes,
      KeeperSettings settings,
      Clock clock) {
    PolicyFieldTypes types = PolicyFieldTypes.of(policy, fieldTypes);
    new KeyEpochs(keysInstance).register(provider);
    SubjectKeyStore keysStore =
        new SubjectKeyStore(keysInstance, (write, subject) -> Attempt.noteSubject(subject));
    ErasedKeysStore erasedKeys = new ErasedKeysStore(keysInstance);
    FactStore facts = new FactStore(main, new DerivedFacts(policy));
    ErasureStore erasureStore = new ErasureStore(main, facts);
    ClaimStore claims = new ClaimStore(main);
    ErasureJournal journal =
        ErasureJournal.open(
            settings.journal(),
            provider.installation(),
            ErasureRecovery.nothingErased(erasedKeys, erasureStore));
    RouteTable routes = settings.features().routes(policy);
    Rulebook rulebook = new Rulebook(policy, routes);
    KeyRing keys = new KeyRing(keysStore, provider);
    Decider decider =
        new Decider(
            new EntryDrafter(keys, clock), main, policy.version(), routes, settings.observer());
    WritePreparation values = new WritePreparation(policy, types, keys);
    SuppressionList suppression = new SuppressionList(policy, provider.blindIndex());
    KeyDestruction destruction = new KeyDestruction(keys, erasedKeys, suppression);
    ErasureCompletion completion = new ErasureCompletion(erasureStore, journal, destruction, clock);
    EraseOperation erase =
        new EraseOperation(
            rulebook,
            keys,
            erasureStore,
            completion,
            decider,
            new EraseOperation.FeatureShare(
                settings.features().erasureConditions(), settings.features().holders()),
            settings.backupRetention());
    Sweeper sweeper = new Sweeper(keysStore, claims, clock);
    IdempotentCalls once = new IdempotentCalls(keysInstance, main, provider.blindIndex(), clock);
    try {
      new ErasureRecovery(keysStore, erasedKeys, completion, sweeper, clock).run();
      once.releaseAll();
      main.transactions().executeWithoutResult(status -> new ConsentTexts(policy, facts).settle());
    } catch (RuntimeException e) {
      decider.close();
      journal.close();
      throw e;
    }
    HiddenEntryStore hidden = new HiddenEntryStore(main);
    ValueStore subjects = new ValueStore(main);
    ExistingSubjects existing = new ExistingSubjects(subjects, facts, keys, sweeper, decider);
    CrossInstanceWrites writes = new CrossInstanceWrites(keys, keysStore, claims);
    Function<List<List<SubjectKeyStore.IndexRow>>, List<FactChange>> refusedBefore =
        people -> suppression.known(erasedKeys, people);
    RegisterOperation register =
        new RegisterOperation(
            rulebook,
            new RegisterOperation.Stores(subjects, facts, values, writes, decider),
            refusedBefore);
    Keeper keeper =
        new Keeper(
            new Door(
                rulebook,
                new Operations.Reads(
                    new ReadOperation(rulebook, keys, decider, types, clock),
                    new DiscloseOperation(rulebook, keys, decider, types, clock, main),
                    new ReadEntriesOperation(rulebook, keys, decider, main),
                    new ProvenanceOperation(rulebook, keys, decider, main)),
                new Operations.Writes(
                    register,
                    new RegisterManyOperation(register, decider),
                    new CorrectOperation(
                        rulebook, existing, values, writes, refusedBefore, decider),
                    new ChangeOperation(rulebook, existing, values, writes, decider)),
                new Operations.Administration(
                    new CaseFileOperation(rulebook, existing, values, writes, decider),
                    new ManageOperation(rulebook, keys, decider, main)),
                new Operations.Erasures(
                    erase,
                    new RetentionOperation(
                        rulebook, main, decider, settings.features().erasureConditions(), clock)),
                decider,
                new DoorInstrumentation(policy, settings.observer())),
            new ErasureFeed(erasureStore),
            decider,
            journal,
            completion,
            once);
    var _ =
        keeper.sweeps.scheduleWithFixedDelay(
            () -> sweepQuietly(sweeper, completion, once, hidden, clock),
            WRITE_AGE.toSeconds(),
            30,
            TimeUnit.SECONDS);
    var _ =
        keeper.sweeps.scheduleWithFixedDelay(
            () -> expireQuietly(main, facts, clock), 1, 1, TimeUnit.SECONDS);
    return keeper;
  }

  /** The door. */
  public Door door() {
    return door;
  }

  /** The calls that are carried out once, however often they are sent. */
  public IdempotentCalls once() {
    return once;
  }

  /** The erasures, for whoever has to tell others of them. */
  public ErasureFeed erasures() {
    return erasures;
  }

  /** Why an erasure that was begun is not finished, if one is not; it is tried again and again. */
  public Optional<String> unfinishedErasure() {
    return completion.unfinished();
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
      Sweeper sweeper,
      ErasureCompletion completion,
      IdempotentCalls once,
      HiddenEntryStore hidden,
      Clock clock) {
    try {
      sweeper.sweep(WRITE_AGE);
      completion.finishInterrupted();
      once.dropOld();
      hidden.dropPast(clock.instant());
    } catch (RuntimeException e) {
      LOG.warn("Unfinished writes and erasures could not be ended; the next round tries again.");
    }
  }
}
