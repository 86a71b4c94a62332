-- Which installation this instance belongs to; the package `instances` compares it with the keystore.
create schema instances;
create table instances.installation (
  only_row boolean primary key default true check (only_row),
  id       uuid  not null,
  role     text  not null,
  key_check bytea not null
);
