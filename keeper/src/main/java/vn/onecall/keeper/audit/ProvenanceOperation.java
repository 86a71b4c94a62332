package vn.onecall.keeper.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.entries.SealedEntryStore;
import vn.onecall.keeper.faults.EntryTamperedException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.ValueSealer;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.SealBrokenException;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.translog.Hash;

/**
 * Tells whether a value is the one first registered, by the salted hashes to which the entries of
 * its writes commit. A mark or a row that was changed in the database is found out: what it says
 * must be what its entry says. No value is shown; each comparison is an entry.
 */
public final class ProvenanceOperation {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final Decider decider;
  private final Instance.Main main;
  private final ProvenanceStore store;
  private final SealedEntryStore entries;

  public ProvenanceOperation(Rulebook rulebook, KeyRing keys, Decider decider, Instance.Main main) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.decider = decider;
    this.main = main;
    this.store = new ProvenanceStore(main);
    this.entries = new SealedEntryStore(main);
  }

  private record Wanted(SubjectId subject, String field, int item) {
    String place() {
      return "write " + field + " " + item + " ";
    }
  }

  private record Fetched(
      DecidedEntry decided,
      List<ProvenanceStore.Stored> versions,
      Optional<UUID> registration,
      Map<UUID, SealedEntryStore.Kept> entries) {}

  /** The leaf of the entry by which a subject was registered. */
  public Optional<Hash> registration(SubjectId subject) {
    return store
        .registration(subject)
        .flatMap(id -> entries.of(subject, Set.of(id)).stream().findFirst())
        .map(SealedEntryStore.Kept::leaf);
  }

  public Outcome<Provenance> of(
      Call call, SubjectId subject, String field, int item, Provenance.Work work) {
    return switch (rulebook.admit(call, ActivityKind.PROVENANCE, List.of(field))) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
        DecisionRequest ask =
            decider.ask(
                call, rule, subject, theirs, List.of("compare " + field + " " + item), null);
        Wanted wanted = new Wanted(subject, field, item);
        Optional<KeyRing.SubjectKeys> known = Optional.ofNullable(theirs.get(subject));
        yield Objects.requireNonNull(
            main.transactions()
                .execute(status -> {
                  DecidedEntry decided = decider.decideWrite(ask, 0);
                  if (!decided.permitted() || known.isEmpty()) {
                    return new Outcome.Denied<>(
                        new Denial.NotShown(rule.notShown(), decided.leaf()));
                  }
                  Provenance found = provenance(fetch(decided, wanted), wanted, known.get());
                  decider.alongside(
                      decided, (entry, transaction) -> work.run(entry, found, transaction));
                  return new Outcome.Permitted<>(found);
                }));
      }
    };
  }

  private Fetched fetch(DecidedEntry decided, Wanted wanted) {
    List<ProvenanceStore.Stored> versions =
        store.versions(wanted.subject, wanted.field, wanted.item);
    Optional<UUID> registration = store.registration(wanted.subject);
    Set<UUID> ids = new HashSet<>();
    versions.forEach(version -> ids.add(version.entry()));
    registration.ifPresent(ids::add);
    Map<UUID, SealedEntryStore.Kept> found = new HashMap<>();
    entries.of(wanted.subject, ids).forEach(entry -> found.put(entry.entry().id(), entry));
    return new Fetched(decided, versions, registration, found);
  }

  private Provenance provenance(Fetched fetched, Wanted wanted, KeyRing.SubjectKeys theirs) {
    int newest = fetched.versions.isEmpty() ? 0 : fetched.versions.getLast().version();
    Lines lines = new Lines(fetched, theirs);
    @Nullable Set<String> registered = fetched.registration.map(lines::of).orElse(null);
    Provenance.Found found =
        registered == null
            ? Provenance.Found.ALTERED
            : found(fetched, wanted, theirs, lines, registered);
    Optional<Hash> leaf =
        registered == null
            ? Optional.empty()
            : fetched.registration.map(fetched.entries::get).map(SealedEntryStore.Kept::leaf);
    return new Provenance(found, leaf, newest, fetched.decided.leaf());
  }

  private Provenance.Found found(
      Fetched fetched,
      Wanted wanted,
      KeyRing.SubjectKeys theirs,
      Lines lines,
      Set<String> registered) {
    boolean given =
        registered.stream().anyMatch(line -> line.startsWith(wanted.place() + "1 first "));
    DataKey key = theirs.byCategory().get(category(wanted.field));
    if (fetched.versions.isEmpty()) {
      return given
          ? (key == null ? Provenance.Found.KEPT_NO_MORE : Provenance.Found.ALTERED)
          : Provenance.Found.NEVER_REGISTERED;
    }
    if (key == null) {
      return Provenance.Found.ALTERED;
    }
    int expected = 1;
    for (ProvenanceStore.Stored version : fetched.versions) {
      boolean first = given && version.version() == 1;
      boolean ofTheRegistration = Optional.of(version.entry()).equals(fetched.registration);
      if (version.version() != expected++
          || version.first() != first
          || ofTheRegistration != first
          || !isWhatItsEntrySays(version, wanted, key, lines, first)) {
        return Provenance.Found.ALTERED;
      }
    }
    if (!given) {
      return Provenance.Found.NEVER_REGISTERED;
    }
    return fetched.versions.size() == 1 && fetched.versions.getFirst().current()
        ? Provenance.Found.AS_REGISTERED
        : Provenance.Found.CHANGED_SINCE;
  }

  /** The hash is computed of the value itself, so that a row sealed anew is found out as well. */
  private boolean isWhatItsEntrySays(
      ProvenanceStore.Stored stored, Wanted wanted, DataKey key, Lines lines, boolean first) {
    Set<String> said = lines.of(stored.entry());
    if (said == null) {
      return false;
    }
    byte[] salted;
    try {
      salted =
          key.open(
              new FieldAddress(
                  wanted.subject.value(),
                  category(wanted.field),
                  wanted.field,
                  wanted.item,
                  stored.version()),
              stored.ciphertext());
    } catch (SealBrokenException e) {
      return false;
    }
    String hash = HexFormat.of().formatHex(ValueSealer.hash(wanted.field, salted));
    String start = wanted.place() + stored.version() + " ";
    return first
        ? said.contains(start + "first " + hash)
        : said.contains(start + "correction " + hash) || said.contains(start + "record " + hash);
  }

  private String category(String field) {
    return Objects.requireNonNull(rulebook.policy().fields().get(field)).category();
  }

  /** The lines of entries, each opened once and held against its leaf; none of a changed one. */
  private static final class Lines {
    private final Fetched fetched;
    private final KeyRing.SubjectKeys theirs;
    private final Map<UUID, Optional<Set<String>>> opened = new HashMap<>();

    Lines(Fetched fetched, KeyRing.SubjectKeys theirs) {
      this.fetched = fetched;
      this.theirs = theirs;
    }

    @Nullable Set<String> of(UUID entry) {
      return opened.computeIfAbsent(entry, this::open).orElse(null);
    }

    private Optional<Set<String>> open(UUID id) {
      SealedEntryStore.Kept entry = fetched.entries.get(id);
      DataKey logKey = theirs.logKey();
      if (entry == null || logKey == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new HashSet<>(ReadEntriesOperation.opening(entry, logKey).partText().lines().toList()));
      } catch (SealBrokenException | EntryTamperedException e) {
        return Optional.empty();
      }
    }
  }
}
