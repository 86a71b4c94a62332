-- The epochs that keys may be wrapped under. A key under an epoch that is not here is refused, and an
-- epoch that a key stands under cannot go: so the end of an epoch loses no key, whoever errs.
-- key_check knows the epoch's root again and reveals nothing; empty_since is when a whole pass first
-- found no key under the epoch, with nobody left who could add one.
create table access.key_epoch (
  epoch       int primary key check (epoch > 0),
  key_check   bytea,
  empty_since timestamptz
);

insert into access.key_epoch (epoch)
select epoch from access.subject_key union select epoch from access.day_key;

alter table access.subject_key
  add constraint subject_key_epoch foreign key (epoch) references access.key_epoch;
alter table access.day_key
  add constraint day_key_epoch foreign key (epoch) references access.key_epoch;
