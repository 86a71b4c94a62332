package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses the server and remembers what was acknowledged. A change that gets no answer,
 * or 503, stays open in the {@link Customer}; any other surprise fails.
 */
final class Caller {
  private static final String CUSTOMERS = "/api/v1/customers";
  private static final Map<String, String> CORRECTING =
      Map.of("source", "customer", "moment", "account-correction", "channel", "web");
  private static final Map<String, String> CHOOSING =
      Map.of("source", "customer", "moment", "consent-choice", "channel", "web");
  private static final Map<String, String> IN_TOUCH =
      Map.of("source", "customer", "moment", "care-contact", "channel", "phone");

  private final Api api;

  Caller(Api api) {
    this.api = api;
  }

  /** The server was there and could not answer for its databases, or was not there. */
  static final class Unserved extends Exception {
    private static final long serialVersionUID = 1;

    Unserved(String message) {
      super(message);
    }
  }

  void register(Customer customer) {
    customer.asked(new Customer.Unanswered.Registration());
    Map<String, Object> body = new TreeMap<>();
    body.put("activity", "customers.register");
    body.put("source", "customer");
    body.put("moment", "transaction-registration");
    body.put(
        "services",
        customer.values().containsKey("identity-number") ? Whole.SERVICES : List.of("account"));
    body.put("attestation", 1);
    body.put("channel", "web");
    body.put("fields", Whole.sent(customer.values()));
    Api.Answer answer = change("site", "POST", "", body, 201, customer);
    if (answer != null) {
      customer.registered(answer.text("id"));
    }
  }

  void correct(Customer customer, Map<String, String> values) {
    customer.asked(new Customer.Unanswered.Correction(values));
    Map<String, Object> body = new TreeMap<>(CORRECTING);
    body.put("activity", "account.correct");
    body.put("fields", Whole.sent(values));
    Api.Answer answer = change("site", "PATCH", "/" + customer.id(), body, 200, customer);
    if (answer != null) {
      customer.corrected(values, answer.body().path("version").asLong());
    }
  }

  void restrict(Customer customer, boolean hold) {
    customer.asked(new Customer.Unanswered.Restriction(hold));
    Map<String, Object> body = Map.of("activity", "account.restrict", "restricted", hold);
    Api.Answer answer = act("site", customer, "/restriction", body);
    if (answer != null) {
      customer.restricted(hold, answer.body().path("version").asLong());
    }
  }

  /** Gives the consent to offers by email, or withdraws it. */
  void choose(Customer customer, boolean gives) {
    customer.asked(new Customer.Unanswered.Consent(gives));
    Map<String, Object> body = new TreeMap<>(CHOOSING);
    body.put("activity", "account.consent");
    body.put("state", gives ? "given" : "withdrawn");
    body.put("consent", "offers");
    body.put("channels", List.of("email"));
    if (gives) {
      body.put("text", 1);
    }
    Api.Answer answer = act("site", customer, "/consents", body);
    if (answer != null) {
      customer.chose(gives, answer.body().path("version").asLong());
    }
  }

  /** A guardian agrees, or no longer does. */
  void guard(Customer customer, boolean agrees) {
    customer.asked(new Customer.Unanswered.Guardian(agrees));
    Map<String, Object> body = Map.of("activity", "guardian.agree", "agrees", agrees);
    Api.Answer answer = act("care", customer, "/guardian", body);
    if (answer != null) {
      customer.guarded(agrees, answer.body().path("version").asLong());
    }
  }

  /** Care writes a note. */
  void note(Customer customer, String text) {
    customer.asked(new Customer.Unanswered.Note(text));
    Map<String, Object> body = new TreeMap<>(IN_TOUCH);
    body.put("activity", "care.write-note");
    body.put("fields", Map.of("note", text));
    Api.Answer answer = act("care", customer, "/records", body);
    if (answer != null) {
      customer.noted(text, answer.body().path("version").asLong());
    }
  }

  /** Closes the account for good. */
  void close(Customer customer) {
    customer.asked(new Customer.Unanswered.Closure());
    Map<String, Object> body = Map.of("activity", "account.close", "closed", true);
    if (act("site", customer, "/closure", body) != null) {
      customer.closed();
    }
  }

  /** Runs retention. */
  Api.Answer retain() throws Unserved {
    return ask("keeper", "POST", "/api/v1/retention/run", Map.of("activity", "retention.run"), 200);
  }

  void erase(Customer customer) {
    customer.asked(new Customer.Unanswered.Erasure());
    if (act("site", customer, "/erasure", Map.of("activity", "account.erase")) != null) {
      customer.erased();
    }
  }

  /** The customer's own view: 200, or 404 where there is nobody to show. */
  Api.Answer view(String id) throws Unserved {
    return ask("site", "GET", CUSTOMERS + "/" + id + "?activity=account.view", null, 200, 404);
  }

  /** Care's clear view, which a restriction forbids. */
  Api.Answer reveal(String id) throws Unserved {
    return ask(
        "care", "GET", CUSTOMERS + "/" + id + "?activity=care.reveal-contact", null, 200, 404);
  }

  /** The address of an offer, as the courier asks for it. */
  Api.Answer offer(String id) throws Unserved {
    return ask(
        "courier",
        "GET",
        CUSTOMERS + "/" + id + "?activity=marketing.offers-by-email",
        null,
        200,
        404);
  }

  /** What a customer has chosen, as they see it. */
  Api.Answer choices(String id) throws Unserved {
    return ask(
        "site", "GET", CUSTOMERS + "/" + id + "/consents?activity=account.consents", null, 200);
  }

  /** What a customer had chosen, as the auditor sees it even after the end. */
  Api.Answer evidence(String id) throws Unserved {
    return ask(
        "auditor", "GET", CUSTOMERS + "/" + id + "/consents?activity=audit.consents", null, 200);
  }

  /** A search by care. */
  Api.Answer find(String field, String value) throws Unserved {
    return ask(
        "care",
        "POST",
        CUSTOMERS + "/search",
        Map.of("activity", "care.find-customer", "by", Map.of(field, value)),
        200);
  }

  private Api.@Nullable Answer act(String client, Customer customer, String action, Object body) {
    return change(client, "POST", "/" + customer.id() + action, body, 200, customer);
  }

  private Api.@Nullable Answer change(
      String client, String method, String path, Object body, int success, Customer customer) {
    try {
      return ask(client, method, CUSTOMERS + path, body, success, "\"" + customer.version() + "\"");
    } catch (Unserved e) {
      customer.unserved(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Api.Answer ask(
      String client, String method, String path, Object body, int success, String ifMatch)
      throws Unserved {
    return judged(
        method + " " + path,
        () -> api.call(client, method, path, body, "If-Match", ifMatch),
        success);
  }

  private Api.Answer ask(
      String client, String method, String path, @Nullable Object body, Integer... fine)
      throws Unserved {
    return judged(method + " " + path, () -> api.call(client, method, path, body), fine);
  }

  private interface Asking {
    Api.Answer answer() throws IOException;
  }

  private static Api.Answer judged(String what, Asking asking, Integer... fine) throws Unserved {
    Api.Answer answer;
    try {
      answer = asking.answer();
    } catch (HttpTimeoutException e) {
      throw new AssertionError(
          what + " was not answered in " + Api.LONGEST_ANSWER.toSeconds() + " s", e);
    } catch (IOException e) {
      throw new Unserved(what + ": " + e.getMessage());
    }
    if (answer.status() == 503) {
      throw new Unserved(what + ": 503");
    }
    assertThat(answer.status()).as(what + " was answered " + answer).isIn((Object[]) fine);
    return answer;
  }
}
