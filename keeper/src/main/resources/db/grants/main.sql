-- All that a part of the program may do in main; what is not here, it may not. `onecall db migrate`
-- gives these rights and takes every other one away, and a server whose parts have others does not
-- start. Each part is a role of its own, named after its package: access, ledger, instances, clients. None owns
-- anything, so that none can create, alter, truncate or drop.

-- The log's rows are written once: nobody may change one or remove it.
grant select, insert on access.entry to access;
grant insert on access.unsequenced to access;

-- A sealed value is never changed, only superseded, and deleted when it is erased.
grant select, insert, delete, update (superseded_at) on access.sealed to access;
grant select, insert, update (state, held, version, next_expiry) on access.facts to access;
grant select, insert, delete, update (until, lifted) on access.fact to access;
grant select, insert, delete, update (version) on access.consent_text to access;
grant select (subject_id, at, entry_id), insert, delete on access.attestation to access;
grant select, insert, delete on access.claim to access;
grant select, insert, delete, update (note, kept) on access.act to access;
grant select, insert, delete on access.hidden to access;
grant select, insert, update (confirmed_at) on access.erasure to access;
grant select, insert, update (position, head) on access.journal_head to access;

-- The sequencer takes entries from the queue and gives each a place, which stays; only the head moves.
grant select on access.entry to ledger;
grant select, delete on access.unsequenced to ledger;
grant select, insert on ledger.log_index to ledger;
grant select, insert, update (size, root, note, published_at) on ledger.head to ledger;
grant select, insert on ledger.policy_version to ledger;
grant select, insert, update (holder, term, until) on ledger.lease to ledger;

-- What is asked before anything is served: whose this is, and which migrations have run.
grant select, insert on instances.installation to instances;
grant select on public.onecall_schema_history to instances;
