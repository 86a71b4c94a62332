package vn.onecall.cli.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;
import vn.onecall.cli.HttpLog;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.Purpose;
import vn.onecall.translog.NoteVerifier;

/** What each part of the walk needs: the API, the log, and lines for the usual kinds of answer. */
final class Scene {
  private static final int SHOWN_OF_AN_ENTRY = 8;

  private final Api api;
  private final HttpLog log;
  private final NoteVerifier key;
  private final Policy policy;
  private final Transcript transcript;
  private final Map<String, List<String>> entries = new HashMap<>();

  Scene(Site site, Policy policy, Transcript transcript) {
    this.api = site.api();
    this.log = new HttpLog(URI.create(site.url() + "/log"));
    this.key = NoteVerifier.parse(api.publicText("/log/key").strip());
    this.policy = policy;
    this.transcript = transcript;
  }

  Api api() {
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
   * The promise under which an activity of the policy works: the first that names it as what keeps
   * it, else that of its purpose.
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

  /** The entries so far about a customer, of which each has a receipt. */
  List<String> entriesOf(String id) {
    return entries.getOrDefault(id, List.of());
  }

  private void note(Answer answer) {
    if (!answer.text("id").isEmpty() && !answer.text("entry").isEmpty()) {
      note(answer.text("id"), answer.text("entry"));
    }
  }

  /** Notes an entry about a customer, where the answer that had it is about something else. */
  void note(String customer, String entry) {
    entries.computeIfAbsent(customer, id -> new ArrayList<>()).add(entry);
  }

  /** A line about an answer that was given. */
  void given(String asked, Answer answer, boolean right, String expected, String back, String by) {
    taken(asked, answer, 200, right, expected, back, by);
  }

  /** A line about an answer of some status that is good. */
  void taken(
      String asked,
      Answer answer,
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

  /** A line about somebody who registers; the id. */
  String registered(String asked, Person person) {
    Answer registered = api.register(person);
    written(asked + " " + person, registered, 201, 1, person.registration());
    return registered.text("id");
  }

  /** A line about a write, under the promise of its activity. */
  void written(String asked, Answer answer, int status, long version, String activity) {
    writtenUnder(asked, answer, status, version, promiseOf(activity));
  }

  /** A line about a write, under a promise. */
  void writtenUnder(String asked, Answer answer, int status, long version, String promise) {
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

  /** A line about a refusal that names its promise and has its entry. */
  void refused(String asked, Answer answer, int status, String reason, String promise) {
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

  /** A line about a field that an activity does not give: the refusal names it too. */
  void fieldRefused(String asked, Answer answer, String field, String promise) {
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

  /** A line about a request that cannot be taken, which names the field. */
  void invalid(String asked, Answer answer, int status, String field, String code) {
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

  /** A line about a problem of a kind that no promise decides. */
  void problem(String asked, Answer answer, int status) {
    transcript.line(asked, answer.status() == status, "" + status, summary(answer), "-");
  }

  /** An answer in a few words, without what it holds about anyone. */
  static String summary(Answer answer) {
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

  /** The beginning of an answer's entry. */
  static String entry(Answer answer) {
    String entry = answer.text("entry");
    return entry.substring(0, Math.min(SHOWN_OF_AN_ENTRY, entry.length()));
  }

  /** The day of a moment. */
  static String day(String instant) {
    return instant.substring(0, Math.min(10, instant.length()));
  }

  /** The values of an answer, as it shows them, with the word that none of it is real. */
  static String shown(Answer answer) {
    return "%s, %s, %s"
        .formatted(answer.shown("full-name"), answer.shown("email"), answer.shown("phone"));
  }

  /**
   * Whether two answers are the same, but for the entry that each has and the address that each was
   * asked at.
   */
  static boolean alike(Answer one, Answer other) {
    return one.status() == other.status() && comparable(one).equals(comparable(other));
  }

  private static JsonNode comparable(Answer answer) {
    if (!(answer.body() instanceof ObjectNode body)) {
      return answer.body();
    }
    ObjectNode copy = body.deepCopy();
    copy.remove("entry");
    copy.remove("instance");
    return copy;
  }
}
