grant select, insert, delete, update (points) on loyalty.points to loyalty;
grant select, insert, update (at) on loyalty.round to loyalty;
