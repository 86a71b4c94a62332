package vn.onecall.keeper.access;

/**
 * Every place where an installation keeps anything: each table, by instance, and each kind of file,
 * as a pattern below the data folder. A place that is not here fails the build; one that holds
 * personal data says how it is exported, restricted and erased, and one that holds none says why.
 *
 * <p>Tables are written {@code instance:schema.table}, files as glob patterns.
 */
public enum Holding {
  FACTS(
      "main:access.facts",
      new Held(
          "with the account, as what is known of the customer",
          "is itself where a restriction stands",
          "state, facts and expiry are emptied; the row stays, so that the id is never alive again")),
  SEALED(
      "main:access.sealed",
      new Held(
          "by account.view and account.history, opened through the door",
          "by the facts that the deciding statement reads with it",
          "rows are deleted, and the keys that open their copies in backups are destroyed")),
  FACT(
      "main:access.fact",
      new Held(
          "with the account, as what is known of the customer",
          "is itself where a restriction stands",
          "rows are deleted")),
  ATTESTATION(
      "main:access.attestation",
      new Held(
          "with the account, as the statement that the customer confirmed",
          "is never used but to prove the statement",
          "rows are deleted")),
  SUPPRESSION(
      "keys:access.suppression",
      new Held(
          "never: a keyed hash says nothing without its contact",
          "is itself a restriction",
          "stays, as the erasure's receipt says: it keeps the refusal of marketing")),
  ENTRY(
      "main:access.entry",
      new Held(
          "entry by entry, as receipts",
          "an entry is never used but for audit",
          "the subject's part dies with its log key; the commitments say nothing about anyone")),
  SUBJECT_KEY(
      "keys:access.subject_key",
      new Held(
          "never: a key is no datum of the customer",
          "by the facts, without which a key opens nothing",
          "rows are deleted; backups of keys expire as the receipt says")),
  BLIND_INDEX(
      "keys:access.blind_index",
      new Held(
          "never: a keyed hash says nothing without its value",
          "a search that the facts forbid shows nobody",
          "rows are deleted; backups of keys expire as the receipt says")),
  IDEMPOTENCY(
      "keys:access.idempotency",
      new Held(
          "never: a keyed hash says nothing without the whole request",
          "is used for nothing but to know a repeated call",
          "the request's hash is emptied; the row, with random ids, goes after 24 hours")),
  OPENINGS(
      "log/openings/*.openings",
      new Held(
          "entry by entry, as receipts",
          "an entry is never used but for audit",
          "the subject's parts die with the subject's log key")),
  REQUEST(
      "main:requests.request",
      new Held(
          "with the account, by account.requests",
          "is used for nothing but to answer the customer",
          "stays under its random id as proof that it was answered: codes and dates, of nobody who"
              + " can be found any more")),
  REQUEST_STEP(
      "main:requests.step",
      new Held(
          "with the account, by account.requests",
          "is used for nothing but to answer the customer",
          "stays with its request: codes, times and commitments of entries")),
  REQUEST_FINDING(
      "main:requests.finding",
      new Held(
          "with the account, by account.requests",
          "is used for nothing but to answer the customer",
          "stays with its request: a field's name, a code and commitments of entries")),
  VERIFICATION_CODE(
      "main:verification.code",
      new Held(
          "never: a keyed hash says nothing without the code",
          "is used for nothing but to verify who asks",
          "is removed when it is used, or its ten minutes are over")),
  VERIFICATION_TALLY(
      "main:verification.tally",
      new Held(
          "never: how many codes were sent and tried within an hour",
          "is used for nothing but to limit them",
          "is removed when its hour is over")),
  VERIFIED(
      "main:verification.verified",
      new Held(
          "with the account, as what is known of the customer",
          "is used for nothing but to verify who asks",
          "stays under its random id: the kind of a contact, numbers and a time")),

  HIDDEN(
      "main:access.hidden",
      new None("random ids of entries that an order of secrecy hides, and until when")),
  DEMAND("main:demands.demand", new None("random ids of files, times, and keys of authorities")),
  DEMAND_APPROVAL("main:demands.approval", new None("staff codes and commitments of entries")),
  DEMAND_RELEASE("main:demands.release", new None("commitments of entries; no customer's id")),
  RECIPIENT(
      "main:transfers.recipient", new None("companies, their kinds, and codes of their clients")),
  AGREEMENT("main:transfers.agreement", new None("which company agreed, and when that ended")),
  AGREEMENT_VERSION(
      "main:transfers.agreement_version", new None("terms with companies, and their public keys")),
  TRANSFER(
      "main:transfers.transfer",
      new Held(
          "entry by entry, in the customer's own view",
          "the facts decide again before each sending",
          "what was not sent is stopped; a row of random ids stays, by which the recipient is told"
              + " to delete")),
  FEE_CONSENT(
      "main:transfers.fee_consent",
      new Held(
          "with the account, by account.consents, whose records say the same",
          "is itself what allows a transfer for a fee, beside the facts",
          "stays under its random id: of which transfer, to whom and of which fields a yes was")),
  TRANSFER_ATTEMPT(
      "main:transfers.attempt", new None("commitments of entries, times and outcomes")),
  DELETION("main:transfers.deletion", new None("random ids of transfers, and what was answered")),
  ERASURES_SEEN("main:transfers.erasures_seen", new None("a position in the erasure journal")),
  UNSEQUENCED(
      "main:access.unsequenced", new None("random ids and commitments of entries on their way")),
  CONSENT_TEXT("main:access.consent_text", new None("versions of texts that the policy publishes")),
  CLAIM("main:access.claim", new None("random ids of writes and who ended them")),
  ERASURE("main:access.erasure", new None("random ids of erased subjects and their place")),
  MAIN_JOURNAL_HEAD("main:access.journal_head", new None("a position and a hash")),
  LOG_INDEX("main:ledger.log_index", new None("commitments under random salts, and random ids")),
  HEAD("main:ledger.head", new None("the signed checkpoint, which is public")),
  LEASE("main:ledger.lease", new None("the random id of the server that publishes, and a time")),
  POLICY_VERSION("main:ledger.policy_version", new None("the policy's texts, which are public")),
  MAIN_INSTALLATION("main:instances.installation", new None("the installation's random id")),
  MAIN_SCHEMA("main:public.onecall_schema_history", new None("which migrations have run")),
  PENDING_WRITE("keys:access.pending_write", new None("random ids of writes under way")),
  DAY_KEY("keys:access.day_key", new None("wrapped keys of days, of nobody in particular")),
  KEY_EPOCH("keys:access.key_epoch", new None("numbers of epochs, and when they were emptied")),
  KEYS_JOURNAL_HEAD("keys:access.journal_head", new None("a position and a hash")),
  KEYS_INSTALLATION("keys:instances.installation", new None("the installation's random id")),
  KEYS_SCHEMA("keys:public.onecall_schema_history", new None("which migrations have run")),

  EMBEDDED_MAIN("main/**", new None("the embedded instance main, whose tables stand above")),
  EMBEDDED_KEYS("keys/**", new None("the embedded instance keys, whose tables stand above")),
  BINARIES("postgresql/**", new None("PostgreSQL's own programs")),
  PASSWORDS("{main,keys}.password", new None("the embedded instances' passwords")),
  KEYSTORE(
      "{keystore,keystore.lock,.keystore.new}",
      new None(
          "root keys, sealed under their unlock; the lock of its changes; a change cut short")),
  KEYSTORE_SECRET("keystore.secret", new None("random bytes that unlock the keystore")),
  JOURNAL(
      "{erasure-journal,erasure-journal.lock}",
      new None("random ids of erased subjects, times and hashes; the lock of who writes it")),
  TILES("log/tile/**", new None("commitments under random salts; public")),
  CHECKPOINT("log/checkpoint", new None("size, root and signature; public"));

  /** What a place holds. */
  public sealed interface What {}

  /**
   * Personal data.
   *
   * @param exported how the customer gets it
   * @param restricted how its use is restricted
   * @param erased how it goes
   */
  public record Held(String exported, String restricted, String erased) implements What {}

  /**
   * No personal data.
   *
   * @param because why not
   */
  public record None(String because) implements What {}

  private final String place;

  @SuppressWarnings("ImmutableEnumChecker") // Both kinds are records of texts.
  private final What what;

  Holding(String place, What what) {
    this.place = place;
    this.what = what;
  }

  /** The table or the pattern of files. */
  public String place() {
    return place;
  }

  /** What it holds. */
  public What what() {
    return what;
  }

  /** Whether this is a table, not files. */
  public boolean isTable() {
    return place.contains(":");
  }
}
