package vn.onecall.server.requests.records;

import java.util.Set;
import vn.onecall.keeper.features.ErasureCondition;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/**
 * Input errors about the steps of a request. They contain ids and codes, and no text that a person
 * wrote.
 */
public final class RequestErrors {
  private static final Messages MESSAGES = Messages.beside(RequestErrors.class);

  private RequestErrors() {}

  public static InputException notNow(Request request) {
    return error("step", "not-now", MESSAGES.words("not-now", request.state().id()));
  }

  public static InputException othersFirst(Request other) {
    return error("step", "others-first", MESSAGES.words("others-first", other.id()));
  }

  public static InputException earlierFirst(Request other) {
    return error("step", "earlier-first", MESSAGES.words("earlier-first", other.id()));
  }

  public static InputException noAnswer() {
    return error("reason", "missing", MESSAGES.words("no-answer"));
  }

  public static InputException notMergeable() {
    return error("into", "not-mergeable", MESSAGES.words("not-mergeable"));
  }

  public static InputException noEntryNamed() {
    return error("fulfilledBy", "missing", MESSAGES.words("no-entry-named"));
  }

  public static InputException noSuchEntry() {
    return error("fulfilledBy", "not-fitting", MESSAGES.words("no-such-entry"));
  }

  public static InputException noLongerSo() {
    return error("fulfilledBy", "no-longer-so", MESSAGES.words("no-longer-so"));
  }

  public static InputException noConcerns(Set<String> nameable) {
    return error("concerns", "missing", MESSAGES.words("no-concerns", String.join(", ", nameable)));
  }

  public static InputException concernsKnown() {
    return error("concerns", "named-already", MESSAGES.words("concerns-known"));
  }

  /** Why an erasure waits for a request. */
  public static ErasureCondition.Wait erasureWaits(Request other) {
    return new ErasureCondition.Wait("others-first", MESSAGES.words("others-first", other.id()));
  }

  public static InputException notDisputable() {
    return error("request", "another-kind", MESSAGES.words("not-disputable"));
  }

  public static InputException notOfRequests() {
    return error("activity", "another-kind", MESSAGES.words("not-of-requests"));
  }

  private static InputException error(String field, String code, BilingualText words) {
    return new InputException(new FieldError(field, code, words));
  }
}
