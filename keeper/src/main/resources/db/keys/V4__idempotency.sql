-- Calls that carry a key of their caller's, so that a repeated one is not carried out twice. No body:
-- of the caller's key and of the body there are keyed hashes, and of the answer its ids. Until there
-- is a status the first call is under way, and write_id names its write once that has begun.
create table access.idempotency (
  key        bytea primary key,
  client     text        not null,
  body       bytea,
  attempt    uuid        not null,
  created_at timestamptz not null,
  busy_until timestamptz not null,
  write_id   uuid,
  subject_id uuid,
  status     smallint,
  version    bigint,
  entry      bytea
);
create index idempotency_by_age on access.idempotency (created_at);
create index idempotency_by_subject on access.idempotency (subject_id);
