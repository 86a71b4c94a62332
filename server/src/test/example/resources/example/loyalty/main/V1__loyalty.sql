create table loyalty.points (
  subject_id uuid primary key,
  points     int  not null
);

create table loyalty.round (
  id int primary key default 1 check (id = 1),
  at timestamptz not null
);
