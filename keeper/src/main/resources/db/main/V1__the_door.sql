-- What only the package `access` reads and writes. Every table that grows with customers carries
-- subject_id in its key, so that it can be distributed by it.
create schema access;

-- One compact row a subject: what the policy's rules need to know. state: 1 alive, 2 erased.
create table access.facts (
  subject_id    uuid primary key,
  state         smallint    not null check (state in (1, 2)),
  held          int[]       not null default '{}',
  version       bigint      not null check (version >= 0),
  next_expiry   timestamptz,
  registered_at timestamptz not null
);

create index facts_expiring on access.facts (next_expiry) where next_expiry is not null;

-- What stands behind the compact row: each fact, since when and until when. A lifted one is known and
-- does not hold, as that somebody is a child whose guardian has agreed.
create table access.fact (
  subject_id uuid        not null,
  fact       int         not null,
  since      timestamptz not null,
  until      timestamptz,
  lifted     boolean     not null default false,
  primary key (subject_id, fact)
);

-- Which version of each consent's text served last; consents to another are void.
create table access.consent_text (
  consent text primary key,
  version int not null
);

-- Which version of the statement of truth a subject confirmed, and when.
create table access.attestation (
  subject_id uuid        not null,
  version    int         not null,
  at         timestamptz not null,
  entry_id   uuid        not null,
  primary key (subject_id, entry_id)
);

-- Sealed values, each with all its versions; the current one has no superseded_at.
create table access.sealed (
  subject_id         uuid        not null,
  field              text        not null,
  item               int         not null,
  version            int         not null,
  category           text        not null,
  ciphertext         bytea       not null,
  source             text        not null,
  moment             text        not null,
  channel            text        not null,
  first_registration boolean     not null,
  entry_id           uuid        not null,
  collected_at       timestamptz not null,
  superseded_at      timestamptz,
  primary key (subject_id, field, item, version)
);

-- The log's entries. outcome: 1 permitted, 2 refused by a fact, 3 nobody, 4 refused by the policy,
-- 5 caller not entitled. The parts are sealed; the commitments and the leaf say nothing about anyone.
create table access.entry (
  subject_id         uuid        not null,
  entry_id           uuid        not null,
  at                 timestamptz not null,
  outcome            smallint    not null,
  held               int[]       not null,
  facts_version      bigint      not null,
  policy_version     int         not null,
  subject_commitment bytea       not null,
  actor_commitment   bytea       not null,
  subject_part       bytea       not null,
  actor_part         bytea       not null,
  leaf               bytea       not null,
  primary key (subject_id, entry_id)
);

-- Committed entries that have no index in the log yet: written with the entry, taken by the sequencer.
-- A queue, read from its beginning and never searched, so that it needs no index.
create table access.unsequenced (
  subject_id uuid  not null,
  entry_id   uuid  not null,
  leaf       bytea not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Whoever inserts the row owns the end of a write that spans instances. winner: 1 writer, 2 sweeper.
create table access.claim (
  subject_id uuid        not null,
  write_id   uuid        not null,
  winner     smallint    not null check (winner in (1, 2)),
  at         timestamptz not null,
  primary key (subject_id, write_id)
);

-- Erasures with their place in the erasure journal; confirmed once the keys are gone.
create table access.erasure (
  subject_id   uuid        not null,
  position     bigint      not null,
  head         bytea       not null,
  scope        text        not null,
  at           timestamptz not null,
  confirmed_at timestamptz,
  primary key (position, subject_id)
);

create index erasure_unconfirmed on access.erasure (position) where confirmed_at is null;

-- How far main has followed the erasure journal.
create table access.journal_head (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  head     bytea  not null
);
