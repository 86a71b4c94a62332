-- What only the package `requests` reads and writes: ids, codes and dates. What people wrote lies
-- sealed with the customer. `place` is the order of receipt, by which the list of all requests goes on;
-- it and that list are what crosses customers.
create schema requests;

create table requests.request (
  subject_id     uuid        not null,
  request_id     uuid        not null,
  place          bigint      not null generated always as identity,
  kind           text        not null,
  state          text        not null,
  requester      text        not null,
  recorded_by    text        not null,
  processor      boolean     not null,
  received_at    timestamptz not null,
  policy_version int         not null,
  law            text        not null,
  clock          text        not null,
  acknowledge_by date        not null,
  answer_by      date        not null,
  extended       boolean     not null default false,
  freezes        boolean     not null,
  merged_into    uuid,
  primary key (subject_id, request_id)
);

create index request_open on requests.request (place)
  where state in ('received', 'acknowledged', 'extended');

-- Each step with its entry. `overdue` says that it came after the last day; `fulfilled_by` is the
-- entry that carried the request out; source and article are those of a refusal.
create table requests.step (
  subject_id   uuid        not null,
  request_id   uuid        not null,
  number       int         not null,
  step         text        not null,
  at           timestamptz not null,
  leaf         bytea       not null,
  overdue      boolean     not null,
  fulfilled_by bytea,
  source       text,
  article      text,
  primary key (subject_id, request_id, number)
);

-- What was found of a disputed detail: a code, and the entries that prove it.
create table requests.finding (
  subject_id   uuid        not null,
  request_id   uuid        not null,
  leaf         bytea       not null,
  field        text        not null,
  item         int         not null,
  found        text        not null,
  registration bytea,
  at           timestamptz not null,
  primary key (subject_id, request_id, leaf)
);

-- What only the package `verification` reads and writes: codes by a keyed hash, and which version of a
-- contact was verified. No address stands here.
create schema verification;

create table verification.code (
  subject_id uuid        not null,
  contact    text        not null,
  item       int         not null,
  begun_at   timestamptz not null,
  sent       int         not null,
  hash       bytea,
  version    int,
  expires_at timestamptz,
  attempts   int         not null default 0,
  primary key (subject_id, contact, item)
);

create table verification.verified (
  subject_id uuid        not null,
  contact    text        not null,
  item       int         not null,
  version    int         not null,
  at         timestamptz not null,
  leaf       bytea       not null,
  primary key (subject_id, contact, item)
);
