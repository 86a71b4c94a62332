package vn.onecall.server.clients;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.sealing.WrappedKey;

/** The sealed keys that sign tokens, in the keys instance. */
final class TokenKeyStore {
  private final Instance.Clients keys;

  TokenKeyStore(Instance.Clients keys) {
    this.keys = keys;
  }

  /** All of them, in the order in which they come to sign. */
  List<TokenKey.Sealed> all() {
    return keys.client()
        .sql(
            "select id, signs_from, epoch, wrapped, sealed from clients.token_key"
                + " order by signs_from, id")
        .query((row, n) ->
            new TokenKey.Sealed(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                new WrappedKey(row.getInt(3), row.getBytes(4)),
                row.getBytes(5)))
        .list();
  }

  /** Runs a block in one transaction, and one node after the other. */
  void alone(Runnable work) {
    keys.transactions()
        .executeWithoutResult(status -> {
          keys.client()
              .sql("select pg_advisory_xact_lock(hashtext('1call.token-key'))::text")
              .query(String.class)
              .single();
          work.run();
        });
  }

  void insert(TokenKey.Sealed key) {
    keys.client()
        .sql(
            "insert into clients.token_key (id, epoch, wrapped, sealed, signs_from)"
                + " values (?, ?, ?, ?, ?)")
        .params(
            key.id(),
            key.wrapped().epoch(),
            key.wrapped().bytes(),
            key.privateKey(),
            key.signsFrom().atOffset(ZoneOffset.UTC))
        .update();
  }

  void delete(UUID id) {
    keys.client().sql("delete from clients.token_key where id = ?").param(id).update();
  }

  /** Replaces how a key is wrapped, if it still is as it was read. */
  void wrapAgain(TokenKey.Sealed old, WrappedKey again) {
    keys.client()
        .sql("update clients.token_key set epoch = ?, wrapped = ? where id = ? and epoch = ?")
        .params(again.epoch(), again.bytes(), old.id(), old.wrapped().epoch())
        .update();
  }
}
