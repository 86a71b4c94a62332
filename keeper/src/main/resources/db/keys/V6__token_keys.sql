-- The RSA keys that sign access tokens, for all servers of the installation. The private key is sealed
-- under a data key of its own, which is wrapped by the keystore. A key signs from its time until that
-- of the next one, and verifies until the last token that it signed has ended; then its row goes. To
-- lose one harms nobody: another is made, and clients ask for new tokens. So no foreign key holds an
-- epoch for it; the server wraps it again as soon as there is a new epoch.
create schema clients;
create table clients.token_key (
  id         uuid primary key,
  epoch      int         not null,
  wrapped    bytea       not null,
  sealed     bytea       not null,
  signs_from timestamptz not null
);
