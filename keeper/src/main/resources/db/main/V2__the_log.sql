-- What only the package `ledger` reads and writes.
create schema ledger;

-- The place of each entry in the log. Log order is not decision order.
create table ledger.log_index (
  idx        bigint primary key check (idx >= 0),
  leaf       bytea  not null unique,
  subject_id uuid   not null,
  entry_id   uuid   not null
);

-- The published head: compared and set, only ever larger.
create table ledger.head (
  origin       text primary key,
  size         bigint      not null,
  root         bytea       not null,
  note         text        not null,
  published_at timestamptz not null
);

-- Every version of the policy that has served, with its own entry in the log.
create table ledger.policy_version (
  version   int primary key,
  sha256    bytea       not null,
  text      text        not null,
  leaf      bytea       not null,
  served_at timestamptz not null
);
