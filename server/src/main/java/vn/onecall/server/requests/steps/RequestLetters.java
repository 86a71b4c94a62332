package vn.onecall.server.requests.steps;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Deadline;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestClocks;
import vn.onecall.server.requests.records.RequestConcerns;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.translog.Hash;

/**
 * The letters about a request, in Vietnamese: templates filled with codes, dates and the wording of
 * the law. A letter contains no person's name.
 */
@Component
public final class RequestLetters {
  private static final Messages MESSAGES = Messages.beside(RequestLetters.class);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final Policy policy;
  private final RequestClocks clocks;
  private final RequestConcerns concerns;

  public RequestLetters(Policy policy, RequestClocks clocks) {
    this.policy = policy;
    this.clocks = clocks;
    this.concerns = new RequestConcerns(policy);
  }

  /** The letter that goes with a planned step, if it is one of the officer. */
  Optional<String> of(PlannedStep plan) {
    return plan.step().isTheOfficers()
        ? Optional.of(of(plan.step(), plan.after(), plan.overdue(), plan.ground(), plan.at()))
        : Optional.empty();
  }

  /**
   * The letter that goes with a step.
   *
   * @param after the request as the step leaves it
   * @param overdue whether the step comes after the last day
   * @param ground what the step rests on
   */
  String of(
      RequestStep step, Request after, boolean overdue, RequestStore.Ground ground, Instant now) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("controller", policy.controller());
    values.put("request", after.id().toString());
    values.put("what", after.times().rule().words().vi());
    values.put(
        "concerns",
        concerns
            .words(after)
            .map(names -> MESSAGES.words("letter-concerns", names).vi())
            .orElse(""));
    values.put("received", date(after.received()));
    values.put("today", date(now));
    values.put("answerBy", DATE.format(after.times().answerBy()));
    values.put("apology", overdue ? apology(after) : "");
    values.put("held", isLongerForOthers(after) ? MESSAGES.words("letter-held").vi() : "");
    values.put("frozen", after.freezes() ? MESSAGES.words("letter-frozen").vi() : "");
    values.put("fulfilled", ground.fulfilledBy().map(RequestLetters::fulfilled).orElse(""));
    values.put("ground", ground(ground));
    if (step == RequestStep.ACKNOWLEDGE || step == RequestStep.EXTEND) {
      values.put("clock", clocks.words(after));
    }
    String letter = letter(step, values).vi();
    return letter.replaceAll("\n{3,}", "\n\n").strip();
  }

  private static boolean isLongerForOthers(Request request) {
    return request.asked().submission().processor()
        && request.times().rule().limits().withProcessor().isPresent();
  }

  private static String apology(Request request) {
    return MESSAGES.words("letter-apology", DATE.format(request.times().answerBy())).vi();
  }

  private static String fulfilled(Hash entry) {
    return MESSAGES.words("letter-fulfilled", entry.hex()).vi();
  }

  private String ground(RequestStore.Ground ground) {
    return ground
        .source()
        .flatMap(source -> policy.law().map(law -> law.sources().get(source)))
        .map(source ->
            MESSAGES.words("letter-ground", ground.article().orElse(""), source.title().vi()).vi())
        .orElse("");
  }

  private static String date(Instant at) {
    return DATE.format(LocalDate.ofInstant(at, Deadline.ZONE));
  }

  private static BilingualText letter(RequestStep step, Map<String, String> values) {
    return switch (step) {
      case ACKNOWLEDGE -> MESSAGES.words("letter-acknowledge", values);
      case EXTEND -> MESSAGES.words("letter-extend", values);
      case ANSWER -> MESSAGES.words("letter-answer", values);
      case REFUSE -> MESSAGES.words("letter-refuse", values);
      case WITHDRAW, MERGE ->
          throw new IllegalArgumentException("no letter goes with " + step.id());
    };
  }
}
