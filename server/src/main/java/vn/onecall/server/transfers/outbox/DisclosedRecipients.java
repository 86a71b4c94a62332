package vn.onecall.server.transfers.outbox;

import java.util.List;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.SubjectId;

/** Who outside has something of a customer, as the outbox knows it. */
@NamedInterface("disclosed-recipients")
@Component
public final class DisclosedRecipients {
  private final OutboxStore store;

  public DisclosedRecipients(Instances instances) {
    this.store = new OutboxStore(instances.feature("transfers").client());
  }

  /**
   * The recipients for which something of a customer was ever opened to be sent, and which have not
   * said that it is deleted; by name.
   */
  public List<String> of(SubjectId customer) {
    return store.holders(customer);
  }
}
