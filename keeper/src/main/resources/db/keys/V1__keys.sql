-- What only the package `access` reads and writes, apart from main: an old backup of main holds
-- nothing that a key could search, and an old backup of keys holds no value.
create schema access;

-- Wrapped data keys, one a subject and category. write_id is set while the write is pending.
create table access.subject_key (
  subject_id uuid  not null,
  category   text  not null,
  epoch      int   not null,
  wrapped    bytea not null,
  write_id   uuid,
  primary key (subject_id, category)
);

-- Blind-index rows: the keyed hash of a normalised value, and whose it is.
create table access.blind_index (
  token      bytea not null,
  field      text  not null,
  subject_id uuid  not null,
  item       int   not null,
  version    int   not null,
  category   text  not null,
  write_id   uuid,
  primary key (token, field, subject_id, item, version)
);
create index blind_index_by_subject on access.blind_index (subject_id);

-- Writes begun here and not yet confirmed.
create table access.pending_write (
  write_id   uuid primary key,
  subject_id uuid        not null,
  at         timestamptz not null
);

-- The daily symmetric keys that the actors' parts of the log entries are sealed under.
create table access.day_key (
  day     date primary key,
  epoch   int   not null,
  wrapped bytea not null
);

-- The marks that erasures leave of the contacts erased: keyed hashes under a key of their own, beside
-- no subject.
create table access.suppression (
  mark bytea primary key
);

-- How far keys has followed the erasure journal.
create table access.journal_head (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  head     bytea  not null
);
