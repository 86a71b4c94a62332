package vn.onecall.server.requests.submission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.ParseResult;
import vn.onecall.keeper.idempotency.Attempt;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.problems.CollectionOriginInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.FieldsInput;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.requests.RequestAttachmentType;
import vn.onecall.server.requests.RequestAttachments;
import vn.onecall.server.requests.records.RequestConcerns;
import vn.onecall.server.requests.records.Requester;

/** Reads a new request or a dispute, and provides the parsing shared by all request inputs. */
public final class RequestInput {
  private static final Messages MESSAGES = Messages.beside(RequestInput.class);
  private final Policy policy;
  private final PolicyFieldTypes types;
  private final RequestConcerns concerns;

  public RequestInput(Policy policy, PolicyFieldTypes types) {
    this.policy = policy;
    this.types = types;
    this.concerns = new RequestConcerns(policy);
  }

  /**
   * A new request.
   *
   * @param id its id: that of the call which asks for it
   * @param concerns the names of what it is about; none if nobody has named it
   * @param attachments what was written and brought, to be sealed
   */
  public record NewRequest(
      UUID id,
      RequestKind kind,
      Requester requester,
      Set<String> concerns,
      NewValues attachments,
      CollectionOrigin collected) {}

  /** A disputed detail. */
  public record Disputed(String field, int item) {}

  public NewRequest asking(JsonBody body) {
    UUID id = Attempt.newId();
    RequestKind kind =
        chosen(body, "kind", body.text("kind"), RequestKind.values(), RequestKind::id)
            .orElse(RequestKind.KNOW);
    Requester requester =
        chosen(
                body,
                "requester",
                Optional.ofNullable(body.optionalText("requester")).orElse(Requester.SELF.id()),
                Requester.values(),
                Requester::id)
            .orElse(Requester.SELF);
    Set<String> concerns = body.names("concerns");
    this.concerns.wrong(kind, concerns).ifPresent(body::wrong);
    Map<String, List<String>> attachments = new LinkedHashMap<>();
    attachments.put(
        RequestAttachments.TEXT, List.of(text(body, id, "text", body.ownWords("text"))));
    List<String> evidence = evidence(body, id);
    if (!evidence.isEmpty()) {
      attachments.put(RequestAttachments.EVIDENCE, evidence);
    }
    CollectionOrigin collected = CollectionOriginInput.read(body, policy.collection());
    body.finish();
    return new NewRequest(id, kind, requester, concerns, new NewValues(attachments), collected);
  }

  private List<String> evidence(JsonBody body, UUID request) {
    List<String> evidence = new ArrayList<>();
    body.optionalInputs("evidence")
        .forEach((name, inputs) -> {
          for (FieldInput input : inputs) {
            Map<String, String> parts = new LinkedHashMap<>(parts(input));
            parts.put(RequestAttachmentType.REQUEST, request.toString());
            evidence.add(
                canonical(
                    body,
                    "evidence." + FieldError.repeatable(name),
                    RequestAttachments.EVIDENCE,
                    new FieldInput.Parts(parts)));
          }
        });
    return evidence;
  }

  public Disputed disputed(JsonBody body) {
    String field = body.text("field");
    int item = body.optionalNumber("item").orElse(0);
    if (item < 0) {
      body.wrong(FieldError.notAnIndex("item"));
    }
    body.finish();
    return new Disputed(field, item);
  }

  /** The request that an address names. */
  public static UUID request(String text) {
    return id(text).orElseThrow(() -> new InputException(noId("request")));
  }

  /** An id in its form of 36 characters, whose digits may be capitals. */
  public static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static FieldError noId(String name) {
    return new FieldError(name, "format", MESSAGES.words("not-a-request"));
  }

  /** A text that may be left out; it is empty then. */
  public static String optional(JsonBody body, String name) {
    return Optional.ofNullable(body.optionalText(name)).orElse("");
  }

  private static Map<String, String> parts(FieldInput input) {
    return switch (input) {
      case FieldInput.Parts(Map<String, String> parts) -> parts;
      case FieldInput.Text text -> Map.of();
    };
  }

  /** What was written, as it is sealed with its request; what cannot be is told. */
  public String text(JsonBody body, UUID request, String path, String text) {
    return canonical(
        body,
        path,
        RequestAttachments.TEXT,
        new FieldInput.Parts(
            Map.of(
                RequestAttachmentType.REQUEST,
                request.toString(),
                RequestAttachmentType.TEXT,
                text)));
  }

  private String canonical(JsonBody body, String path, String field, FieldInput input) {
    return switch (types.of(field).parse(input)) {
      case ParseResult.Valid(String canonical) -> canonical;
      case ParseResult.Invalid(var reason, String part) -> {
        body.wrong(FieldsInput.wrong(part.isEmpty() ? path : path + "." + part, reason));
        yield "";
      }
    };
  }

  /** One of a few words; any other is told with the list of them. */
  public static <T> Optional<T> chosen(
      JsonBody body, String name, String word, T[] all, Function<T, String> id) {
    Optional<T> found = Arrays.stream(all).filter(each -> id.apply(each).equals(word)).findFirst();
    if (found.isEmpty() && !word.isEmpty()) {
      body.wrong(FieldError.notListed(name, Arrays.stream(all).map(id).toList()));
    }
    return found;
  }
}
