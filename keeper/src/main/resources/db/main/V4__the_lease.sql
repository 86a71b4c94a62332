-- Which of several servers makes the log's passes, and until when by this database's clock. A term
-- is one holding without a gap; a node that sees another term than its own has missed something.
create table ledger.lease (
  origin text primary key,
  holder uuid        not null,
  term   bigint      not null,
  until  timestamptz not null
);
