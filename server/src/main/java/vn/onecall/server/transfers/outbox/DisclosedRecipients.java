package vn.onecall.server.transfers.outbox;

import java.util.List;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.SubjectId;

/** The external recipients that hold data of a customer, according to the outbox. */
@NamedInterface("disclosed-recipients")
@Component
public final class DisclosedRecipients {
  private final OutboxStore store;

  public DisclosedRecipients(Instances instances) {
    this.store = new OutboxStore(instances.feature("transfers").client());
  }

  /**
   * Returns the names of recipients for which data of a customer was ever opened for sending and
   * which have not confirmed its deletion.
   */
  public List<String> of(SubjectId customer) {
    return store.holders(customer);
  }
}
