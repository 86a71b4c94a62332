-- All that the feature may do in main, under its own role.
grant select, insert, update (name, client) on transfers.recipient to transfers;
grant select, insert, update (ended_at, end_leaf) on transfers.agreement to transfers;
grant select, insert on transfers.agreement_version to transfers;
grant select, insert, update (state, attempts, next_at, outcome, delivered_at, received_at, deleted_at, seen_to_at) on transfers.transfer to transfers;
grant insert on transfers.attempt to transfers;
grant select, insert on transfers.fee_consent to transfers;
grant select, insert, update (state, attempts, next_at, outcome, sent_at) on transfers.deletion to transfers;
grant select, update (position) on transfers.erasures_seen to transfers;
