-- A code is kept for its life alone; how many were sent and tried in an hour is counted by itself, of a
-- contact, of a customer and of a client. A code under way is let go: another one is asked for.
drop table verification.code;

create table verification.code (
  subject_id uuid        not null,
  contact    text        not null,
  item       int         not null,
  hash       bytea       not null,
  version    int         not null,
  expires_at timestamptz not null,
  primary key (subject_id, contact, item)
);

create index code_expiry on verification.code (expires_at);

-- Of a contact, of a customer, or under the nil id of a client.
create table verification.tally (
  subject_id uuid        not null,
  place      text        not null,
  counted    text        not null,
  begun_at   timestamptz not null,
  number     int         not null,
  primary key (subject_id, place, counted)
);

create index tally_begun on verification.tally (begun_at);
