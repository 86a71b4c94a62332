package vn.onecall.keeper.door;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.StoredData;

/** The door and what it keeps: facts, sealed values, keys, entries, erasures. */
@AutoService(Feature.class)
public final class DoorFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("access", DoorFeature.class)
        .stores(
            "main:access.facts",
            StoredData.held(
                "with the account, as what is known of the customer",
                "is itself where a restriction stands",
                "state, facts and expiry are emptied; the row stays, so that the id is never alive again"))
        .stores(
            "main:access.sealed",
            StoredData.held(
                "by account.view and account.history, opened through the door",
                "by the facts that the deciding statement reads with it",
                "rows are deleted, and the keys that open their copies in backups are destroyed"))
        .stores(
            "main:access.fact",
            StoredData.held(
                "with the account, as what is known of the customer",
                "is itself where a restriction stands",
                "rows are deleted"))
        .stores(
            "main:access.attestation",
            StoredData.held(
                "with the account, as the statement that the customer confirmed",
                "is never used but to prove the statement",
                "rows are deleted"))
        .stores(
            "keys:access.suppression",
            StoredData.held(
                "never: a keyed hash says nothing without its contact",
                "is itself a restriction",
                "stays, as the erasure's receipt says: it keeps the refusal of marketing"))
        .stores(
            "main:access.entry",
            StoredData.held(
                "entry by entry, as receipts",
                "an entry is never used but for audit",
                "the subject's part dies with its log key; the commitments say nothing about anyone"))
        .stores(
            "keys:access.subject_key",
            StoredData.held(
                "never: a key is no datum of the customer",
                "by the facts, without which a key opens nothing",
                "rows are deleted; backups of keys expire as the receipt says"))
        .stores(
            "keys:access.blind_index",
            StoredData.held(
                "never: a keyed hash says nothing without its value",
                "a search that the facts forbid shows nobody",
                "rows are deleted; backups of keys expire as the receipt says"))
        .stores(
            "keys:access.idempotency",
            StoredData.held(
                "never: a keyed hash says nothing without the whole request",
                "is used for nothing but to know a repeated call",
                "the request's hash is emptied; the row, with random ids, goes after 24 hours"))
        .stores(
            "main:access.hidden",
            StoredData.none("random ids of entries that an order of secrecy hides, and until when"))
        .stores(
            "main:access.unsequenced",
            StoredData.none("random ids and commitments of entries on their way"))
        .stores(
            "main:access.consent_text",
            StoredData.none("versions of texts that the policy publishes"))
        .stores("main:access.claim", StoredData.none("random ids of writes and who ended them"))
        .stores(
            "main:access.act",
            StoredData.held(
                "never: ids, codes and dates of calls, and what only their recipient can open",
                "is used for nothing but to answer a repeated call",
                "what was kept sealed is emptied; the row, with ids and codes, goes after 24 hours"))
        .stores(
            "main:access.erasure", StoredData.none("random ids of erased subjects and their place"))
        .stores("main:access.journal_head", StoredData.none("a position and a hash"))
        .stores("keys:access.pending_write", StoredData.none("random ids of writes under way"))
        .stores(
            "keys:access.day_key", StoredData.none("wrapped keys of days, of nobody in particular"))
        .stores(
            "keys:access.key_epoch",
            StoredData.none("numbers of epochs, and when they were emptied"))
        .stores("keys:access.journal_head", StoredData.none("a position and a hash"))
        .stores(
            "{keystore,keystore.lock,.keystore.new}",
            StoredData.none(
                "root keys, sealed under their unlock; the lock of its changes; a change cut short"))
        .stores("keystore.secret", StoredData.none("random bytes that unlock the keystore"))
        .stores(
            "{erasure-journal,erasure-journal.lock}",
            StoredData.none(
                "random ids of erased subjects, times and hashes; the lock of who writes it"))
        .build();
  }
}
