package vn.onecall.server.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;

/**
 * Answers with a problem where the container itself refuses a request, before any of this program
 * saw it: a request line or an address that HTTP does not have, a header that is too long. In place
 * of the container's page in HTML; nothing of the request is repeated.
 */
final class ConnectorProblemValve extends ErrorReportValve {
  private static final Messages MESSAGES = Messages.beside(ConnectorProblemValve.class);

  private final ProblemSender sender;

  ConnectorProblemValve(ProblemSender sender) {
    this.sender = sender;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      sender.send(
          request.getRequest(),
          response.getResponse(),
          kind(response.getStatus()),
          words(response.getStatus()));
      response.finishResponse();
    } catch (IOException e) {
      // Who asked has gone.
    }
  }

  private static Problem kind(int status) {
    return switch (status) {
      case 404 -> Problem.NOT_FOUND;
      case 405, 501 -> Problem.NOT_ALLOWED_HERE;
      case 408 -> Problem.TOO_SLOW;
      case 413 -> Problem.TOO_LONG;
      case 503 -> Problem.UNAVAILABLE;
      default -> status < 500 ? Problem.MALFORMED : Problem.FAULT;
    };
  }

  private static BilingualText words(int status) {
    return switch (kind(status)) {
      case FAULT -> MESSAGES.words("fault");
      case UNAVAILABLE -> MESSAGES.words("unavailable");
      case NOT_ALLOWED_HERE -> MESSAGES.words("method-not-taken");
      case NOT_FOUND -> MESSAGES.words("nothing-here");
      case REFUSED,
          NOT_SHOWN,
          INVALID_REQUEST,
          MALFORMED,
          NOT_SIGNED_IN,
          NOT_ACCEPTABLE,
          UNSUPPORTED_TYPE,
          TOO_LONG,
          TOO_SLOW,
          CHANGED,
          VERSION_NEEDED,
          NOT_ENTITLED,
          OTHER_CALL,
          UNDER_WAY,
          WAITS,
          TOO_MANY ->
          MESSAGES.words("unreadable-request");
    };
  }
}
