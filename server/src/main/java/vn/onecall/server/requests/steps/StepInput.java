package vn.onecall.server.requests.steps;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Law;
import vn.onecall.server.problems.CollectionOriginInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.submission.RequestInput;
import vn.onecall.translog.Hash;

/** Reads a step of a request. */
public final class StepInput {
  private static final Messages MESSAGES = Messages.beside(StepInput.class);

  /** How what an officer writes came to us. */
  private static final CollectionOrigin OURS =
      new CollectionOrigin("controller", "rights-request", "letter");

  private final Policy policy;
  private final RequestInput input;

  public StepInput(Policy policy, PolicyFieldTypes types) {
    this.policy = policy;
    this.input = new RequestInput(policy, types);
  }

  /**
   * A step.
   *
   * @param text what was written: the officer's reason, or the customer's words
   * @param fulfilledBy the entry that carried the request out
   * @param basis the law that a refusal rests on
   * @param into the request that this one is merged into
   * @param concerns the names of what the request is about, where nobody had named it
   */
  public record StepCommand(
      RequestStep step,
      String text,
      Optional<Hash> fulfilledBy,
      Optional<LegalBasis> basis,
      Optional<UUID> into,
      Set<String> concerns,
      CollectionOrigin collected) {}

  /**
   * What a refusal rests on.
   *
   * @param source the text of law
   * @param article the article of that
   */
  public record LegalBasis(String source, String article) {}

  public StepCommand taking(JsonBody body) {
    RequestStep step =
        RequestInput.chosen(body, "step", body.text("step"), RequestStep.values(), RequestStep::id)
            .orElse(RequestStep.ACKNOWLEDGE);
    String name = step.isTheOfficers() ? "reason" : "text";
    String text = body.ownWords(name).strip();
    input.text(body, UUID.randomUUID(), name, text);
    boolean refuses = step == RequestStep.REFUSE;
    if (refuses && text.isEmpty()) {
      body.wrong(FieldError.missing(name));
    }
    Optional<Hash> fulfilledBy = step == RequestStep.ANSWER ? leaf(body) : Optional.empty();
    Optional<LegalBasis> basis = refuses ? basis(body) : Optional.empty();
    Optional<UUID> into = step == RequestStep.MERGE ? into(body) : Optional.empty();
    Set<String> concerns = step.isTheOfficers() ? body.names("concerns") : Set.of();
    CollectionOrigin collected =
        step.isTheOfficers() ? OURS : CollectionOriginInput.read(body, policy.collection());
    body.finish();
    return new StepCommand(step, text, fulfilledBy, basis, into, concerns, collected);
  }

  private Optional<LegalBasis> basis(JsonBody body) {
    Optional<String> source = source(body);
    String article = article(body);
    return source.map(name -> new LegalBasis(name, article));
  }

  private Optional<String> source(JsonBody body) {
    String[] known =
        policy
            .law()
            .map(Law::sources)
            .map(sources -> sources.keySet().toArray(String[]::new))
            .orElse(new String[0]);
    return RequestInput.chosen(body, "source", body.text("source"), known, name -> name);
  }

  /** An article, a clause and a point, as the law counts them: {@code 14.5} or {@code 19.1.a}. */
  private static String article(JsonBody body) {
    String article = body.text("article");
    if (!article.isEmpty()
        && !article.matches("[1-9][0-9]{0,2}(\\.[1-9][0-9]?)?(\\.[a-z\\x{111}])?")) {
      body.wrong(new FieldError("article", "format", MESSAGES.words("not-an-article")));
    }
    return article;
  }

  private static Optional<Hash> leaf(JsonBody body) {
    String text = RequestInput.optional(body, "fulfilledBy");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Hash.fromHex(text));
    } catch (RuntimeException e) {
      body.wrong(FieldError.notALeaf("fulfilledBy"));
      return Optional.empty();
    }
  }

  private static Optional<UUID> into(JsonBody body) {
    String text = body.text("into");
    Optional<UUID> into = RequestInput.id(text);
    if (into.isEmpty() && !text.isEmpty()) {
      body.wrong(RequestInput.noId("into"));
    }
    return into;
  }
}
