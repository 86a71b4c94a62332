-- What only the package `transfers` reads and writes. A transfer holds a customer's random id and the
-- names of fields; what was handed over stands nowhere here.
create schema transfers;

-- An affiliate has a fact of its own, from 1000000 up, which holds for a customer who allows it. No row
-- is ever removed, so that no fact is ever another's.
create table transfers.recipient (
  recipient     text        primary key,
  kind          text        not null,
  name          text        not null,
  client        text        unique,
  fact          integer     unique,
  registered_at timestamptz not null
);

create table transfers.agreement (
  agreement_id uuid primary key,
  recipient    text not null references transfers.recipient,
  ended_at     timestamptz,
  end_leaf     bytea
);

create index agreement_recipient on transfers.agreement (recipient);

-- Lists stand as lines of a text.
create table transfers.agreement_version (
  agreement_id  uuid        not null references transfers.agreement,
  version       integer     not null,
  leaf          bytea       not null,
  recorded_at   timestamptz not null,
  purposes      text        not null,
  fields        text        not null,
  measures      text        not null,
  subprocessors text        not null,
  country       text        not null,
  begins        timestamptz not null,
  ends          timestamptz not null,
  fee           boolean     not null,
  way           text        not null,
  address       text        not null,
  key           text        not null,
  thumbprint    text        not null,
  primary key (agreement_id, version)
);

-- The outbox: a row is written in one commit with the entry of the transfer.
create table transfers.transfer (
  transfer_id  uuid        primary key,
  subject_id   uuid        not null,
  activity     text        not null,
  recipient    text        not null references transfers.recipient,
  fields       text        not null,
  client       text        not null,
  reference    text        not null unique,
  leaf         bytea       not null,
  asked_at     timestamptz not null,
  state        text        not null,
  attempts     integer     not null default 0,
  next_at      timestamptz not null,
  outcome      text        not null default '',
  delivered_at timestamptz,
  received_at  timestamptz,
  deleted_at   timestamptz
);

create index transfer_due on transfers.transfer (next_at) where state = 'waiting';
create index transfer_subject on transfers.transfer (subject_id);

create table transfers.attempt (
  transfer_id uuid        not null references transfers.transfer,
  n           integer     not null,
  leaf        bytea       not null,
  at          timestamptz not null,
  primary key (transfer_id, n)
);

-- What recipients are told to delete, until they have answered.
create table transfers.deletion (
  transfer_id uuid        primary key references transfers.transfer,
  recipient   text        not null references transfers.recipient,
  ordered_at  timestamptz not null,
  due_at      timestamptz not null,
  state       text        not null,
  attempts    integer     not null default 0,
  next_at     timestamptz not null,
  outcome     text        not null default '',
  sent_at     timestamptz
);

create index deletion_due on transfers.deletion (next_at) where state = 'waiting';

-- How far the erasure journal has been followed.
create table transfers.erasures_seen (
  only_row boolean primary key default true check (only_row),
  position bigint not null
);

insert into transfers.erasures_seen (position) values (0);
