-- Whether a call was carried out stands in main, beside what it wrote, under the call's own id, which
-- whoever carries it out shares. Here stays whose key it is, and what the request said, as keyed hashes.
-- A key that was answered before this migration has the nil id: it is refused until its day is over.
alter table access.idempotency
  add column call_id uuid,
  add column done boolean not null default false;

update access.idempotency
set done = status is not null,
  call_id = case when status is null then attempt else '00000000-0000-0000-0000-000000000000' end;

alter table access.idempotency
  alter column call_id set not null,
  drop column write_id,
  drop column status,
  drop column version,
  drop column entry;
