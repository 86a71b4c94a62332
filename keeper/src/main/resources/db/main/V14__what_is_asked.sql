-- What a request is about: names of fields, of a fact or of a consent, joined by commas; none where nobody
-- has named it. And the first year of which the days off were not known when its times were counted.
alter table requests.request
  add column concerns     text not null default '',
  add column assumed_from int;
