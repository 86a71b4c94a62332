-- What only the package `demands` reads and writes. What an authority wrote, and of whom, lies sealed in
-- the file; here stands nothing about any customer.
create schema demands;

create table demands.demand (
  file_id       uuid primary key,
  leaf          bytea       not null,
  deadline      timestamptz not null,
  secret_until  timestamptz,
  authority_key text        not null,
  recorded_at   timestamptz not null
);

create table demands.approval (
  file_id uuid        not null references demands.demand,
  person  text        not null,
  leaf    bytea       not null,
  at      timestamptz not null,
  primary key (file_id, person)
);

create table demands.release (
  file_id uuid        not null references demands.demand,
  leaf    bytea       not null,
  at      timestamptz not null,
  primary key (file_id, leaf)
);
