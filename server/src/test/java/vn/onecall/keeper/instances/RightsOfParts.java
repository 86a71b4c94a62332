package vn.onecall.keeper.instances;

import java.util.Map;

/**
 * What each part may do, written once more beside the grants, so that a right is added in two
 * places or not at all. S, I, U, D: select, insert, update, delete; a small letter: of some
 * columns.
 */
final class RightsOfParts {
  static final Map<String, Map<String, String>> MAIN =
      Map.of(
          "onecall_access",
          Map.ofEntries(
              Map.entry("access.entry", "SI"),
              Map.entry("access.unsequenced", "I"),
              Map.entry("access.sealed", "SIuD"),
              Map.entry("access.facts", "SIu"),
              Map.entry("access.fact", "SIuD"),
              Map.entry("access.consent_text", "SIuD"),
              Map.entry("access.attestation", "sID"),
              Map.entry("access.claim", "SID"),
              Map.entry("access.act", "SIuD"),
              Map.entry("access.hidden", "SID"),
              Map.entry("access.erasure", "SIu"),
              Map.entry("access.journal_head", "SIu")),
          "onecall_demands",
          Map.ofEntries(
              Map.entry("demands.demand", "SI"),
              Map.entry("demands.approval", "SI"),
              Map.entry("demands.release", "I")),
          "onecall_transfers",
          Map.ofEntries(
              Map.entry("transfers.recipient", "SIu"),
              Map.entry("transfers.agreement", "SIu"),
              Map.entry("transfers.agreement_version", "SI"),
              Map.entry("transfers.transfer", "SIu"),
              Map.entry("transfers.attempt", "I"),
              Map.entry("transfers.fee_consent", "SI"),
              Map.entry("transfers.deletion", "SIu"),
              Map.entry("transfers.erasures_seen", "Su")),
          "onecall_requests",
          Map.ofEntries(
              Map.entry("requests.request", "SIu"),
              Map.entry("requests.step", "SI"),
              Map.entry("requests.finding", "SI")),
          "onecall_verification",
          Map.ofEntries(
              Map.entry("verification.code", "SIuD"),
              Map.entry("verification.tally", "SIuD"),
              Map.entry("verification.verified", "SIu")),
          "onecall_ledger",
          Map.of(
              "access.entry", "S",
              "access.unsequenced", "SD",
              "ledger.log_index", "SI",
              "ledger.head", "SIu",
              "ledger.policy_version", "SI",
              "ledger.lease", "SIu"),
          "onecall_instances",
          Map.of("instances.installation", "SI", "public.onecall_schema_history", "S"));

  static final Map<String, Map<String, String>> KEYS =
      Map.of(
          "onecall_access",
          Map.of(
              "access.subject_key", "SIuD",
              "access.blind_index", "SID",
              "access.pending_write", "SID",
              "access.day_key", "SIu",
              "access.suppression", "SI",
              "access.key_epoch", "SIu",
              "access.journal_head", "SIu",
              "access.idempotency", "SIuD"),
          "onecall_clients",
          Map.of("clients.token_key", "SIuD"),
          "onecall_instances",
          Map.of("instances.installation", "SI", "public.onecall_schema_history", "S"));

  private RightsOfParts() {}
}
