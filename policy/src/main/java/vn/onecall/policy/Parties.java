package vn.onecall.policy;

import java.util.Map;

/** Whom a policy deals with: for which services customers register, and who else receives data. */
record Parties(
    Map<String, Service> services,
    Map<String, Recipient> recipients,
    Map<String, Transfer> transfers) {

  Parties {
    services = Ordered.copy(services);
    recipients = Ordered.copy(recipients);
    transfers = Ordered.copy(transfers);
  }
}
