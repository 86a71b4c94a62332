-- All that the feature may do in main, under its own role.
grant select, insert, update (state, answer_by, extended, merged_into, concerns, assumed_from) on requests.request to requests;
grant select, insert on requests.step to requests;
grant select, insert on requests.finding to requests;
