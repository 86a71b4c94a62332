package vn.onecall.server.requests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.fields.Input;
import vn.onecall.fields.Parsed;
import vn.onecall.policy.Policy;
import vn.onecall.policy.RequestKind;
import vn.onecall.policy.Words;
import vn.onecall.server.access.Collected;
import vn.onecall.server.access.NewValues;
import vn.onecall.server.access.TypedFields;
import vn.onecall.server.problems.CollectedInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.FieldsInput;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.translog.Hash;

/** Reads what is sent about requests: a new one, a step, a disputed detail. */
final class RequestInput {
  /** How what an officer writes came to us. */
  private static final Collected OURS = new Collected("controller", "rights-request", "letter");

  private final Policy policy;
  private final TypedFields types;

  RequestInput(Policy policy, TypedFields types) {
    this.policy = policy;
    this.types = types;
  }

  /**
   * A new request.
   *
   * @param id its id, drawn here
   * @param papers what was written and brought, to be sealed
   */
  record Asking(
      UUID id,
      RequestKind kind,
      Requester requester,
      NewValues papers,
      Collected collected) {}

  /**
   * A step.
   *
   * @param text what was written: the officer's reason, or the customer's words
   * @param fulfilledBy the entry that carried the request out
   * @param source the text of law that a refusal rests on
   * @param article the article of that
   * @param into the request that this one is merged into
   */
  record Taking(
      Step step,
      String text,
      Optional<Hash> fulfilledBy,
      Optional<String> source,
      Optional<String> article,
      Optional<UUID> into,
      Collected collected) {}

  /** A disputed detail. */
  record Disputed(String field, int item) {}

  Asking asking(JsonBody body) {
    UUID id = UUID.randomUUID();
    RequestKind kind =
        chosen(body, "kind", body.text("kind"), RequestKind.values(), RequestKind::id)
            .orElse(RequestKind.KNOW);
    String who = Optional.ofNullable(body.optionalText("requester")).orElse("self");
    Requester requester =
        chosen(body, "requester", who, Requester.values(), Requester::id).orElse(Requester.SELF);
    Map<String, List<String>> papers = new LinkedHashMap<>();
    papers.put(
        Papers.TEXT,
        List.of(text(body, id, "text", Optional.ofNullable(body.optionalText("text")).orElse(""))));
    List<String> evidence = new ArrayList<>();
    body.optionalInputs("evidence")
        .forEach((name, inputs) -> {
          for (Input input : inputs) {
            Map<String, String> parts = new LinkedHashMap<>(parts(input));
            parts.put(PaperType.REQUEST, id.toString());
            evidence.add(
                canonical(
                    body,
                    "evidence." + FieldError.repeatable(name),
                    Papers.EVIDENCE,
                    new Input.Parts(parts)));
          }
        });
    if (!evidence.isEmpty()) {
      papers.put(Papers.EVIDENCE, evidence);
    }
    Collected collected = CollectedInput.read(body, policy.collection());
    body.finish();
    return new Asking(id, kind, requester, new NewValues(papers), collected);
  }

  Taking taking(JsonBody body) {
    Step step =
        chosen(body, "step", body.text("step"), Step.values(), Step::id).orElse(Step.ACKNOWLEDGE);
    String name = step.isTheOfficers() ? "reason" : "text";
    String text = Optional.ofNullable(body.optionalText(name)).orElse("").strip();
    text(body, UUID.randomUUID(), name, text);
    Optional<Hash> fulfilledBy = Optional.empty();
    Optional<String> source = Optional.empty();
    Optional<String> article = Optional.empty();
    Optional<UUID> into = Optional.empty();
    switch (step) {
      case ANSWER ->
          fulfilledBy =
              Optional.ofNullable(body.optionalText("fulfilledBy"))
                  .flatMap(leaf -> leaf(body, leaf));
      case REFUSE -> {
        if (text.isEmpty()) {
          body.wrong(missing("reason"));
        }
        source = source(body);
        article = article(body);
      }
      case MERGE -> into = id(body, "into");
      case ACKNOWLEDGE, EXTEND, WITHDRAW -> {}
    }
    Collected collected =
        step.isTheOfficers() ? OURS : CollectedInput.read(body, policy.collection());
    body.finish();
    return new Taking(step, text, fulfilledBy, source, article, into, collected);
  }

  Disputed disputed(JsonBody body) {
    String field = body.text("field");
    int item = body.optionalNumber("item").orElse(0);
    if (item < 0) {
      body.wrong(wrong("item", "range", "Số thứ tự bắt đầu từ 0.", "Items count from 0."));
    }
    body.finish();
    return new Disputed(field, item);
  }

  /** The request that an address names. */
  static UUID request(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as every other text that is none.
    }
    throw new InputException(
        wrong(
            "request",
            "format",
            "Mã yêu cầu không đúng dạng.",
            "This is not the id of a request."));
  }

  private static Map<String, String> parts(Input input) {
    return switch (input) {
      case Input.Parts(Map<String, String> parts) -> parts;
      case Input.Text text -> Map.of();
    };
  }

  private String text(JsonBody body, UUID request, String path, String text) {
    return canonical(
        body,
        path,
        Papers.TEXT,
        new Input.Parts(Map.of(PaperType.REQUEST, request.toString(), PaperType.TEXT, text)));
  }

  private String canonical(JsonBody body, String path, String field, Input input) {
    return switch (types.of(field).parse(input)) {
      case Parsed.Valid(String canonical) -> canonical;
      case Parsed.Invalid(var reason, String part) -> {
        body.wrong(FieldsInput.wrong(part.isEmpty() ? path : path + "." + part, reason));
        yield "";
      }
    };
  }

  private Optional<String> source(JsonBody body) {
    String source = body.text("source");
    List<String> known =
        policy.law().map(law -> List.copyOf(law.sources().keySet())).orElse(List.of());
    if (!source.isEmpty() && !known.contains(source)) {
      String list = String.join(", ", known);
      body.wrong(wrong("source", "not-listed", "Có thể dùng: " + list, "There are: " + list));
    }
    return Optional.of(source);
  }

  /** An article, a clause and a point, as the law counts them: {@code 14.5} or {@code 19.1.a}. */
  private static Optional<String> article(JsonBody body) {
    String article = body.text("article");
    if (!article.isEmpty() && !article.matches("[1-9][0-9]{0,2}(\\.[1-9][0-9]?)?(\\.[a-zđ])?")) {
      body.wrong(
          wrong(
              "article",
              "format",
              "Điều luật ghi như 14, 14.5 hoặc 19.1.a.",
              "An article is written as 14, 14.5 or 19.1.a."));
    }
    return Optional.of(article);
  }

  private static Optional<Hash> leaf(JsonBody body, String text) {
    try {
      return Optional.of(Hash.fromHex(text));
    } catch (RuntimeException e) {
      body.wrong(
          wrong(
              "fulfilledBy",
              "format",
              "Mã của mục nhật ký gồm 64 chữ số hệ mười sáu.",
              "An entry's leaf has 64 hexadecimal digits."));
      return Optional.empty();
    }
  }

  private static Optional<UUID> id(JsonBody body, String name) {
    String text = body.text(name);
    try {
      return Optional.of(request(text));
    } catch (InputException e) {
      if (!text.isEmpty()) {
        body.wrong(
            wrong(
                name, "format", "Mã yêu cầu không đúng dạng.", "This is not the id of a request."));
      }
      return Optional.empty();
    }
  }

  private static <T> Optional<T> chosen(
      JsonBody body,
      String name,
      @Nullable String word,
      T[] all,
      java.util.function.Function<T, String> id) {
    Optional<T> found =
        Arrays.stream(all).filter(each -> Objects.equals(id.apply(each), word)).findFirst();
    if (found.isEmpty() && word != null && !word.isEmpty()) {
      String list = String.join(", ", Arrays.stream(all).map(id).toList());
      body.wrong(wrong(name, "not-listed", "Có thể dùng: " + list, "There are: " + list));
    }
    return found;
  }

  static FieldError missing(String name) {
    return wrong(name, "missing", "Mục này cần phải có.", "This must be there.");
  }

  static FieldError wrong(String name, String code, String vi, String en) {
    return new FieldError(name, code, new Words(vi, en));
  }
}
