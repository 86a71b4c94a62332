-- A write may bring many new subjects at once: it ends for all of them together. Keys and index rows
-- name the write that brought them, and are pending for as long as that stands here.
alter table access.pending_write add column others uuid[];
