-- All that the feature may do in main, under its own role.
grant select, insert on demands.demand to demands;
grant select, insert on demands.approval to demands;
grant insert on demands.release to demands;
