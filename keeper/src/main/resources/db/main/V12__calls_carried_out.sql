-- What each call that carries a key has written: a row for each act, in the act's own commit. Whoever
-- inserts the first row of a call carries it out, and nobody else does. `note` has codes and dates by
-- which an answer is made again; `kept` is what cannot be made again: sealed to somebody outside, or
-- encrypted under a key that the caller alone keeps. Distributed by call_id, as index rows are by value:
-- subjects that a call makes are not known before it.
create table access.act (
  call_id    uuid        not null,
  number     int         not null,
  subject_id uuid        not null,
  version    bigint      not null,
  leaf       bytea       not null,
  at         timestamptz not null,
  note       text        not null default '',
  kept       bytea,
  primary key (call_id, number)
);
create index act_by_age on access.act (at);
create index act_kept_of_subject on access.act (subject_id) where kept is not null;
