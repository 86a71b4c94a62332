-- Entries that an authority's order of secrecy keeps from their subject's own view until then.
create table access.hidden (
  subject_id uuid        not null,
  entry_id   uuid        not null,
  until      timestamptz not null,
  primary key (subject_id, entry_id)
);
