-- A write may bring many new subjects at once: it ends for all of them together. Keys and index rows
-- name the write that brought them, and are pending for as long as that stands here.
alter table access.pending_write add column others uuid[];

-- A search knows the keyed hash, and an index of it alone is a third of the size: what many people
-- share, as parts of names, stands in it once.
alter table access.blind_index drop constraint blind_index_pkey;
create index blind_index_by_token on access.blind_index (token);
