package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;

/** A customer, and those who ask and answer for them, as clients of a running server. */
record Requesting(RunningServer server, String customer) {
  private static final String COLLECTED =
      "\"source\": \"customer\", \"moment\": \"rights-request\", \"channel\": \"counter\"";

  /** Somebody new, who is registered. */
  static Requesting somebody(RunningServer server) {
    return new Requesting(server, server.someone());
  }

  static Requesting of(RunningServer server, Person person) {
    return new Requesting(server, server.register(person).get("id").stringValue());
  }

  String path() {
    return "/api/v1/customers/" + customer;
  }

  HttpResponse<String> tryAsking(String kind, String more) {
    return server.post(
        path() + "/requests",
        "{\"activity\": \"counter.record-request\", \"kind\": \"%s\", %s %s}"
            .formatted(kind, more, COLLECTED));
  }

  /** Asks; the request's id. */
  String ask(String kind, String more) {
    HttpResponse<String> answer = tryAsking(kind, more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).get("request").stringValue();
  }

  HttpResponse<String> tryStep(String request, String step, String more) {
    return server.post(
        path() + "/requests/" + request + "/steps",
        "{\"activity\": \"requests.handle\", \"step\": \"%s\"%s}".formatted(step, more));
  }

  JsonNode step(String request, String step, String more) {
    HttpResponse<String> answer = tryStep(request, step, more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  /** A step of the customer. */
  HttpResponse<String> tryOwn(String request, String step, String more) {
    return server.post(
        path() + "/requests/" + request + "/steps",
        "{\"activity\": \"account.request\", \"step\": \"%s\", %s%s}"
            .formatted(step, COLLECTED, more));
  }

  /** All that the customer sees of a request. */
  JsonNode seen(String request) {
    HttpResponse<String> answer = server.get(path() + "/requests?activity=account.requests");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    for (JsonNode each : json(answer).get("requests")) {
      if (each.get("request").get("request").stringValue().equals(request)) {
        return each;
      }
    }
    throw new AssertionError("the customer does not see the request");
  }

  String state(String request) {
    return seen(request).get("request").get("state").stringValue();
  }

  /** The texts of one field of a request, in order. */
  List<String> texts(String request, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode paper : seen(request).get("papers")) {
      if (paper.get("field").stringValue().equals(field)) {
        texts.add(paper.get("content").get("text").stringValue());
      }
    }
    return texts;
  }

  int status(String activity) {
    return server.get(path() + "?activity=" + activity).statusCode();
  }

  static void wrong(HttpResponse<String> answer, String field, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    JsonNode error = json(answer).get("errors").get(0);
    assertThat(error.get("field").stringValue()).as(answer.body()).isEqualTo(field);
    assertThat(error.get("code").stringValue()).as(answer.body()).isEqualTo(code);
  }
}
