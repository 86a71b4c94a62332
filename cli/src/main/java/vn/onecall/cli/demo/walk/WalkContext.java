package vn.onecall.cli.demo.walk;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.server.DemoFolder;
import vn.onecall.cli.log.HttpLog;
import vn.onecall.cli.rest.RestResponse;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.Purpose;
import vn.onecall.translog.NoteVerifier;

/**
 * What every chapter needs: the API, the log, and transcript lines for the usual kinds of answer.
 */
public final class WalkContext {
  private static final int SHOWN_OF_AN_ENTRY = 8;

  private final DemoApi api;
  private final HttpLog log;
  private final NoteVerifier key;
  private final Policy policy;
  private final Transcript transcript;
  private final Map<String, List<String>> entries = new HashMap<>();

  public WalkContext(DemoFolder demoFolder, Policy policy, Transcript transcript) {
    this.api = demoFolder.api();
    this.log = new HttpLog(URI.create(demoFolder.url() + "/log"));
    this.key = NoteVerifier.parse(api.publicText("/log/key").strip());
    this.policy = policy;
    this.transcript = transcript;
  }

  DemoApi api() {
    return api;
  }

  HttpLog log() {
    return log;
  }

  Policy policy() {
    return policy;
  }

  NoteVerifier key() {
    return key;
  }

  Transcript transcript() {
    return transcript;
  }

  /**
   * The promise of an activity: the first promise that names the activity as its mechanism, else
   * the promise of its purpose.
   */
  String promiseOf(String activity) {
    for (PolicyPromise promise : policy.promises().values()) {
      if (promise.enforcement() instanceof Enforcement.Kept kept && kept.by().contains(activity)) {
        return promise.id().number();
      }
    }
    Activity known = policy.activities().get(activity);
    Purpose purpose = known == null ? null : policy.purposes().get(known.purpose());
    if (purpose == null) {
      throw new IllegalArgumentException("the policy has no activity " + activity);
    }
    return purpose.promise().number();
  }

  /** The entries about a customer so far; each has a receipt. */
  List<String> entriesOf(String id) {
    return entries.getOrDefault(id, List.of());
  }

  private void note(RestResponse answer) {
    if (!answer.text("id").isEmpty() && !answer.text("entry").isEmpty()) {
      note(answer.text("id"), answer.text("entry"));
    }
  }

  /** Adds an entry about a customer, if the answer that carries it is about something else. */
  void note(String customer, String entry) {
    entries.computeIfAbsent(customer, id -> new ArrayList<>()).add(entry);
  }

  /** Prints a line for an answer. */
  void given(
      String asked, RestResponse answer, boolean right, String expected, String back, String by) {
    taken(asked, answer, 200, right, expected, back, by);
  }

  /** Prints a line for an answer with one of the accepted statuses. */
  void taken(
      String asked,
      RestResponse answer,
      int status,
      boolean right,
      String expected,
      String back,
      String by) {
    note(answer);
    transcript.line(
        asked,
        answer.status() == status && right,
        status + " " + expected,
        answer.status() == status ? status + " " + back : summary(answer),
        by);
  }

  /** Prints a line for a registration and returns the id. */
  String registered(String asked, SyntheticCustomer person) {
    RestResponse registered = api.register(person);
    written(asked + " " + person, registered, 201, 1, person.registration());
    return registered.text("id");
  }

  /** Prints a line for a write, with the promise of its activity. */
  void written(String asked, RestResponse answer, int status, long version, String activity) {
    writtenUnder(asked, answer, status, version, promiseOf(activity));
  }

  /** Prints a line for a write, with the given promise. */
  void writtenUnder(String asked, RestResponse answer, int status, long version, String promise) {
    note(answer);
    transcript.line(
        asked,
        answer.status() == status
            && answer.etag().equals("\"" + version + "\"")
            && answer.text("entry").length() == 64,
        status + " version " + version + ", with its entry",
        answer.status() == status
            ? "%d version %d, entry %s".formatted(status, version, entry(answer))
            : summary(answer),
        promise);
  }

  /** Prints a line for a refusal that names its promise and has an entry. */
  void refused(String asked, RestResponse answer, int status, String reason, String promise) {
    transcript.line(
        asked,
        answer.status() == status
            && answer.text("reason").equals(reason)
            && answer.text("promise").equals(promise)
            && answer.text("entry").length() == 64,
        "%d %s, promise %s, with its entry".formatted(status, reason, promise),
        summary(answer),
        answer.text("promise"));
  }

  /** Prints a line for a field that an activity does not grant; the refusal names the field. */
  void fieldRefused(String asked, RestResponse answer, String field, String promise) {
    String reason = "field-not-given";
    transcript.line(
        asked,
        answer.status() == 403
            && answer.text("reason").equals(reason)
            && answer.text("field").equals(field)
            && answer.text("promise").equals(promise)
            && answer.text("entry").length() == 64,
        "403 %s %s, promise %s, with its entry".formatted(reason, field, promise),
        summary(answer),
        answer.text("promise"));
  }

  /** Prints a line for an invalid request; the problem names the field. */
  void invalid(String asked, RestResponse answer, int status, String field, String code) {
    boolean named =
        answer
            .body()
            .path("errors")
            .valueStream()
            .anyMatch(error ->
                error.path("field").stringValue("").equals(field)
                    && error.path("code").stringValue("").equals(code));
    transcript.line(
        asked,
        answer.status() == status && named,
        "%d %s: %s".formatted(status, field, code),
        named ? "%d %s: %s".formatted(answer.status(), field, code) : summary(answer),
        "-");
  }

  /** Prints a line for a problem of a type that no promise decides. */
  void problem(String asked, RestResponse answer, int status) {
    transcript.line(asked, answer.status() == status, "" + status, summary(answer), "-");
  }

  /** A short summary of an answer, without personal data. */
  public static String summary(RestResponse answer) {
    String reason = answer.text("reason");
    String entry = answer.text("entry");
    StringBuilder words = new StringBuilder().append(answer.status());
    words.append(' ').append(reason.isEmpty() ? answer.text("title") : "refused: " + reason);
    if (!answer.text("field").isEmpty()) {
      words.append(' ').append(answer.text("field"));
    }
    if (!entry.isEmpty()) {
      words.append(", entry ").append(entry(answer));
    }
    for (JsonNode error : answer.body().path("errors")) {
      words.append(' ').append(error.path("field").stringValue(""));
      words.append(": ").append(error.path("code").stringValue(""));
    }
    return words.toString();
  }

  /** The first characters of the hash of an answer's entry. */
  static String entry(RestResponse answer) {
    String entry = answer.text("entry");
    return entry.substring(0, Math.min(SHOWN_OF_AN_ENTRY, entry.length()));
  }

  /** The day of a moment. */
  static String day(String instant) {
    return instant.substring(0, Math.min(10, instant.length()));
  }

  /** The values of an answer, marked as synthetic. */
  static String shown(RestResponse answer) {
    return "%s, %s, %s"
        .formatted(answer.shown("full-name"), answer.shown("email"), answer.shown("phone"));
  }

  /** Whether two answers are equal except for their entry and their request path. */
  static boolean alike(RestResponse one, RestResponse other) {
    return one.status() == other.status() && comparable(one).equals(comparable(other));
  }

  private static JsonNode comparable(RestResponse answer) {
    if (!(answer.body() instanceof ObjectNode body)) {
      return answer.body();
    }
    ObjectNode copy = body.deepCopy();
    copy.remove("entry");
    copy.remove("instance");
    return copy;
  }
}
