-- What a customer said yes to where a fee is taken: one row for one transfer, by the id that it will have.
-- Whether the yes still holds stands in `access.fact` under `fact`, which is the customer's for no other
-- transfer. No row is ever removed, so that a number never comes to stand for another yes.
create table transfers.fee_consent (
  transfer_id uuid        primary key,
  subject_id  uuid        not null,
  recipient   text        not null references transfers.recipient,
  purpose     text        not null,
  fields      text        not null,
  fact        integer     not null,
  leaf        bytea       not null,
  given_at    timestamptz not null,
  unique (subject_id, fact)
);
