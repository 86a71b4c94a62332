package vn.onecall.server.requests.records;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.law.ClockRule;
import vn.onecall.policy.law.Deadline;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.law.Submission;

/**
 * The unencrypted part of a request: codes, dates and deadlines. What people wrote is sealed with
 * the data of the customer.
 *
 * @param subject of whom
 * @param id its random id
 * @param asked what was asked, by whom and when
 * @param times by when the law wants what, as it stood on that day
 * @param state how far it has come
 */
public record Request(SubjectId subject, UUID id, Asked asked, Times times, RequestState state) {

  /** The kinds that keep the data from other use until they are answered. */
  private static final Set<RequestKind> FREEZING =
      EnumSet.of(RequestKind.CORRECT, RequestKind.RESTRICT, RequestKind.OBJECT, RequestKind.DELETE);

  /**
   * The content of the request.
   *
   * @param submission kind and time, as the clock needs them
   * @param requester in whose name
   * @param recordedBy who took it down
   * @param concerns the names of what it is about, as {@link RequestConcerns} has them; none where
   *     nobody has named it
   */
  public record Asked(
      Submission submission,
      Requester requester,
      RequestRecorder recordedBy,
      Set<String> concerns) {
    public Asked {
      concerns = Collections.unmodifiableSet(new TreeSet<>(concerns));
    }

    /** The same, about these names. */
    public Asked concerning(Set<String> names) {
      return new Asked(submission, requester, recordedBy, names);
    }

    /** Whether somebody asks in another's name, on papers. */
    public boolean isForAnother() {
      return requester != Requester.SELF;
    }
  }

  /**
   * The deadlines of a request, and the law by which they were calculated.
   *
   * @param policyVersion the version of the policy on the day of receipt
   * @param law the edition of the law, and the hash of its file
   * @param rule the clock, kept whole: a later law changes nothing of it
   * @param acknowledgeBy the last day to acknowledge
   * @param answerBy the last day to answer, with the extension if there was one
   * @param extended whether its one extension was used
   * @param assumedFrom the first year whose days off were not known, so that each of its days was
   *     counted as a working day; empty where all were known
   */
  public record Times(
      int policyVersion,
      String law,
      ClockRule rule,
      LocalDate acknowledgeBy,
      LocalDate answerBy,
      boolean extended,
      OptionalInt assumedFrom) {}

  /** The request as it was when it came. */
  public Request asReceived() {
    return in(RequestState.RECEIVED);
  }

  /** The request in a state that it had or has. */
  public Request in(RequestState other) {
    return new Request(subject, id, asked, times, other);
  }

  public RequestKind kind() {
    return asked.submission().kind();
  }

  /** The names of what it is about. */
  public Set<String> concerns() {
    return asked.concerns();
  }

  public Instant received() {
    return asked.submission().received();
  }

  /** Whether the data is kept from other use while this is open. */
  public boolean freezes() {
    return freezes(kind());
  }

  public static boolean freezes(RequestKind kind) {
    return FREEZING.contains(kind);
  }

  /** What is due next, and by when; nothing once it is closed. */
  public Optional<LocalDate> due() {
    return state.isOpen()
        ? Optional.of(state == RequestState.RECEIVED ? times.acknowledgeBy : times.answerBy)
        : Optional.empty();
  }

  /** Whether what is due next is late. */
  public boolean isOverdue(Instant now) {
    return due().map(last -> today(now).isAfter(last)).orElse(false);
  }

  /** Whether a step comes after the last day that the law gives for it. */
  public boolean isLate(RequestStep step, Instant now) {
    return switch (step) {
      case ACKNOWLEDGE -> today(now).isAfter(times.acknowledgeBy);
      case EXTEND, ANSWER, REFUSE -> today(now).isAfter(times.answerBy);
      case WITHDRAW, MERGE -> false;
    };
  }

  private static LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, Deadline.ZONE);
  }
}
