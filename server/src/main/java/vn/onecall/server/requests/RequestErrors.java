package vn.onecall.server.requests;

import vn.onecall.messages.Messages;
import vn.onecall.messages.Words;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/** What is wrong with a step, in words. They name ids and codes, and nothing that anybody wrote. */
final class RequestErrors {
  private static final Messages MESSAGES = Messages.beside(RequestErrors.class);

  private RequestErrors() {}

  static InputException notNow(Request request) {
    return error("step", "not-now", MESSAGES.words("not-now", request.state().id()));
  }

  static InputException othersFirst(Request other) {
    return error("step", "others-first", MESSAGES.words("others-first", other.id()));
  }

  static InputException earlierFirst(Request other) {
    return error("step", "earlier-first", MESSAGES.words("earlier-first", other.id()));
  }

  static InputException noAnswer() {
    return error("reason", "missing", MESSAGES.words("no-answer"));
  }

  static InputException notMergeable() {
    return error("into", "not-mergeable", MESSAGES.words("not-mergeable"));
  }

  static InputException noEntryNamed() {
    return error("fulfilledBy", "missing", MESSAGES.words("no-entry-named"));
  }

  static InputException noSuchEntry() {
    return error("fulfilledBy", "not-fitting", MESSAGES.words("no-such-entry"));
  }

  static InputException notDisputable() {
    return error("request", "another-kind", MESSAGES.words("not-disputable"));
  }

  static InputException notOfRequests() {
    return error("activity", "another-kind", MESSAGES.words("not-of-requests"));
  }

  private static InputException error(String field, String code, Words words) {
    return new InputException(new FieldError(field, code, words));
  }
}
