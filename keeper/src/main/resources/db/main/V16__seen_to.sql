-- A transfer that was not delivered is listed as open until somebody has seen to it.
alter table transfers.transfer add column seen_to_at timestamptz;

create index transfer_open on transfers.transfer (asked_at)
  where state in ('failed', 'stopped') and seen_to_at is null;
