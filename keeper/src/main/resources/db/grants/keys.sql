-- All that a part of the program may do in keys; as in main.sql.

grant select, insert, delete, update (epoch, wrapped) on access.subject_key to access;
grant select, insert, delete on access.blind_index to access;
grant select, insert, delete on access.pending_write to access;
grant select, insert, update (epoch, wrapped) on access.day_key to access;

-- A mark against marketing stays, and so does an epoch: only an operator's command ends one.
grant select, insert on access.suppression to access;
grant select, insert, update (key_check, empty_since) on access.key_epoch to access;
grant select, insert, update (position, head) on access.journal_head to access;
grant select, insert, delete,
  update (body, attempt, busy_until, subject_id, done)
  on access.idempotency to access;

grant select, insert, delete, update (epoch, wrapped) on clients.token_key to clients;

grant select, insert on instances.installation to instances;
grant select on public.onecall_schema_history to instances;
