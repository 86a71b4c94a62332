package vn.onecall.keeper.entries;

import java.time.Instant;
import java.time.ZoneOffset;
import vn.onecall.keeper.instances.Instance;

/** Which entries an authority's order of secrecy keeps from their subject, and until when. */
public final class HiddenEntryStore {
  private final Instance.Main main;

  public HiddenEntryStore(Instance.Main main) {
    this.main = main;
  }

  /** Hides an entry, in the transaction that writes it. */
  public void hide(EntryDraft entry, Instant until) {
    main.client()
        .sql("insert into access.hidden (subject_id, entry_id, until) values (?, ?, ?)")
        .params(entry.subject().value(), entry.id(), until.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Forgets what is hidden no longer. */
  public void dropPast(Instant now) {
    main.client()
        .sql("delete from access.hidden where until <= ?")
        .param(now.atOffset(ZoneOffset.UTC))
        .update();
  }
}
