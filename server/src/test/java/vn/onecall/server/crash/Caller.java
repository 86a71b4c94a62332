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
    body.put("services", List.of("account"));
    body.put("attestation", 1);
    body.put("channel", "web");
    body.put("fields", customer.values());
    Api.Answer answer = change("POST", "", body, 201, customer);
    if (answer != null) {
      customer.registered(answer.text("id"));
    }
  }

  void correct(Customer customer, Map<String, String> values) {
    customer.asked(new Customer.Unanswered.Correction(values));
    Map<String, Object> body = new TreeMap<>(CORRECTING);
    body.put("activity", "account.correct");
    body.put("fields", values);
    Api.Answer answer = change("PATCH", "/" + customer.id(), body, 200, customer);
    if (answer != null) {
      customer.corrected(values, answer.body().path("version").asLong());
    }
  }

  void restrict(Customer customer, boolean hold) {
    customer.asked(new Customer.Unanswered.Restriction(hold));
    Map<String, Object> body = Map.of("activity", "account.restrict", "restricted", hold);
    Api.Answer answer = change("POST", "/" + customer.id() + "/restriction", body, 200, customer);
    if (answer != null) {
      customer.restricted(hold, answer.body().path("version").asLong());
    }
  }

  void erase(Customer customer) {
    customer.asked(new Customer.Unanswered.Erasure());
    Api.Answer answer =
        change(
            "POST",
            "/" + customer.id() + "/erasure",
            Map.of("activity", "account.erase"),
            200,
            customer);
    if (answer != null) {
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

  /** A search by care. */
  Api.Answer find(String field, String value) throws Unserved {
    return ask(
        "care",
        "POST",
        CUSTOMERS + "/search",
        Map.of("activity", "care.find-customer", "by", Map.of(field, value)),
        200);
  }

  private Api.@Nullable Answer change(
      String method, String path, Object body, int success, Customer customer) {
    try {
      return ask("site", method, CUSTOMERS + path, body, success, "\"" + customer.version() + "\"");
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
