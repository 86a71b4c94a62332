package vn.onecall.cli.demo.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The callers of the demo's server and their entitlements: a client for each role of the policy,
 * and two people of the legal office, who authenticate with personal keys.
 */
public final class ApiClients {
  /** Clients by id. */
  public static final Map<String, List<String>> CLIENTS = clients();

  /** People by their opaque name. */
  public static final Map<String, List<String>> PEOPLE = people();

  private ApiClients() {}

  private static Map<String, List<String>> clients() {
    Map<String, List<String>> clients = new LinkedHashMap<>();
    clients.put(
        "care-desk",
        List.of(
            "care.find-customer",
            "care.view-customer",
            "care.reveal-contact",
            "care.read-notes",
            "care.write-note",
            "care.record-consent"));
    clients.put(
        "counter",
        List.of(
            "counter.register",
            "counter.check-identity",
            "guardian.agree",
            "counter.record-request"));
    clients.put(
        "customer-site",
        List.of(
            "customers.register",
            "account.view",
            "account.history",
            "account.correct",
            "account.export",
            "account.restrict",
            "account.close",
            "account.refuse-marketing",
            "account.erase",
            "account.consents",
            "account.consent",
            "account.request",
            "account.requests",
            "account.entries",
            "account.receipt"));
    clients.put(
        "courier",
        List.of(
            "marketing.offers-by-email",
            "marketing.offers-by-sms",
            "marketing.offers-by-phone",
            "marketing.offers-by-post",
            "marketing.offers-by-zalo",
            "marketing.news-by-email",
            "marketing.news-by-sms",
            "marketing.news-by-phone",
            "marketing.news-by-post",
            "marketing.news-by-zalo"));
    clients.putAll(ofThirdParties());
    clients.put(
        "rights-officer",
        List.of(
            "requests.list",
            "requests.view",
            "requests.handle",
            "requests.evidence",
            "requests.erase",
            "requests.close-erased",
            "complaints.dispute-first-values"));
    clients.put("keeper", List.of("retention.preview", "retention.run"));
    clients.put("auditor", List.of("audit.receipt", "audit.consents"));
    return clients;
  }

  private static Map<String, List<String>> ofThirdParties() {
    Map<String, List<String>> clients = new LinkedHashMap<>();
    clients.put("partner-manager", List.of("agreements.manage", "transfers.follow"));
    clients.put(
        "dispatcher",
        List.of(
            "transfers.to-payment-gateway",
            "transfers.to-bank",
            "transfers.to-message-carrier",
            "transfers.to-delivery",
            "transfers.to-care-provider",
            "transfers.to-affiliate",
            "transfers.follow"));
    clients.put("gateway", List.of("transfers.confirm"));
    return clients;
  }

  private static Map<String, List<String>> people() {
    List<String> work =
        List.of("demands.record", "demands.view", "demands.approve", "demands.release");
    Map<String, List<String>> people = new LinkedHashMap<>();
    people.put("legal-1", work);
    people.put("legal-2", work);
    return people;
  }
}
