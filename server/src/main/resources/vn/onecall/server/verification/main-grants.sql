-- All that the feature may do in main, under its own role.
grant select, insert, delete, update (hash, version, expires_at) on verification.code to verification;
grant select, insert, delete, update (begun_at, number) on verification.tally to verification;
grant select, insert, update (version, at, leaf) on verification.verified to verification;
