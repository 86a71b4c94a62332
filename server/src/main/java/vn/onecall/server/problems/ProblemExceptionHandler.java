package vn.onecall.server.problems;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.faults.EntryTamperedException;
import vn.onecall.keeper.faults.EpochException;
import vn.onecall.keeper.faults.ErasureWaitsException;
import vn.onecall.keeper.faults.JournalException;
import vn.onecall.keeper.faults.KeeperException;
import vn.onecall.keeper.faults.KeysMissingException;
import vn.onecall.keeper.faults.OverloadedException;
import vn.onecall.keeper.faults.WrongActivityException;
import vn.onecall.keeper.faults.WrongRouteException;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * Maps exceptions to problems, in one place. What the caller can correct is explained in the
 * response; what the operator must correct is logged by exception type only, because a message
 * could contain what a caller sent.
 */
@RestControllerAdvice
final class ProblemExceptionHandler {
  private static final Messages MESSAGES = Messages.beside(ProblemExceptionHandler.class);
  private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

  /** One wrong part as the problem lists it. */
  record ErrorView(String field, String code, String message) {}

  @ExceptionHandler
  ResponseEntity<ProblemDetail> input(InputException e, Locale reader) {
    Problem kind =
        e.errors().getFirst().field().equals("(body)")
            ? Problem.MALFORMED
            : Problem.INVALID_REQUEST;
    ProblemDetail problem = kind.detail(reader, MESSAGES.words("invalid-input").in(reader));
    problem.setProperty(
        "errors",
        e.errors().stream()
            .map(error -> new ErrorView(error.field(), error.code(), error.words().in(reader)))
            .toList());
    return kind.response(reader, problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException e, Locale reader) {
    return input(new InputException(FieldError.missing(e.getParameterName())), reader);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> format(MethodArgumentTypeMismatchException e, Locale reader) {
    return input(
        new InputException(new FieldError(e.getName(), "format", MESSAGES.words("wrong-format"))),
        reader);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> access(KeeperException e, Locale reader) {
    return switch (e) {
      case ConflictException conflict -> plain(Problem.CHANGED, reader, MESSAGES.words("changed"));
      case ErasureWaitsException waits -> {
        ProblemDetail problem = Problem.WAITS.detail(reader, waits.words().in(reader));
        problem.setProperty("reason", waits.code());
        yield Problem.WAITS.response(reader, problem);
      }
      case WrongActivityException wrong ->
          input(
              new InputException(
                  List.of(
                      new FieldError(
                          "activity",
                          "another-kind",
                          MESSAGES.words(
                              "another-kind", wrong.kind().name().toLowerCase(Locale.ROOT))))),
              reader);
      case WrongRouteException wrong ->
          input(
              new InputException(
                  List.of(
                      new FieldError(
                          "activity", "another-route", MESSAGES.words("another-route")))),
              reader);
      case OverloadedException overloaded -> unavailable(reader);
      case KeysMissingException missing -> fault(e, reader);
      case JournalException journal -> fault(e, reader);
      case EpochException epoch -> fault(e, reader);
      case EntryTamperedException tampered -> fault(e, reader);
    };
  }

  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDetail> unreadable(UnreadableBodyException e, Locale reader) {
    return e.problem().map(kind -> plain(kind, reader, e.words())).orElse(null);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> rejected(RequestRejectedException e, Locale reader) {
    return plain(Problem.MALFORMED, reader, MESSAGES.words("malformed"));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> database(RuntimeException e, Locale reader) {
    LOG.error("A database does not answer as it must: {}", e.getClass().getSimpleName());
    return unavailable(reader);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDetail> other(Exception e, Locale reader) {
    if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
      // Nobody is left to answer, and nothing is wrong with the server.
      return null;
    }
    if (e instanceof ErrorResponse response) {
      int status = response.getStatusCode().value();
      ResponseEntity<ProblemDetail> answer =
          switch (status) {
            case 404 -> plain(Problem.NOT_FOUND, reader, MESSAGES.words("not-found"));
            case 405 -> plain(Problem.NOT_ALLOWED_HERE, reader, MESSAGES.words("method-not-taken"));
            case 406 -> plain(Problem.NOT_ACCEPTABLE, reader, MESSAGES.words("not-acceptable"));
            case 415 -> plain(Problem.UNSUPPORTED_TYPE, reader, MESSAGES.words("unsupported-type"));
            default ->
                status < 500
                    ? plain(Problem.MALFORMED, reader, MESSAGES.words("malformed"))
                    : fault(e, reader);
          };
      // Allow and Accept say what would be taken (RFC 9110, sections 15.5.6 and 15.5.16).
      return ResponseEntity.status(answer.getStatusCode())
          .headers(headers -> {
            headers.putAll(response.getHeaders());
            headers.putAll(answer.getHeaders());
          })
          .body(answer.getBody());
    }
    return fault(e, reader);
  }

  private ResponseEntity<ProblemDetail> unavailable(Locale reader) {
    ResponseEntity<ProblemDetail> response =
        plain(Problem.UNAVAILABLE, reader, MESSAGES.words("unavailable"));
    return ResponseEntity.status(response.getStatusCode())
        .headers(response.getHeaders())
        .header("Retry-After", "5")
        .body(response.getBody());
  }

  private static ResponseEntity<ProblemDetail> fault(Exception e, Locale reader) {
    ProblemDetail problem = Problem.FAULT.detail(reader, MESSAGES.words("fault").in(reader));
    if (e instanceof KeeperException) {
      LOG.error("{}: {}", problem.getInstance(), e.getMessage());
    } else {
      LOG.error("{}: at {}: {}", problem.getInstance(), origin(e), e.getClass().getName());
    }
    return Problem.FAULT.response(reader, problem);
  }

  private static String origin(Exception e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("vn.onecall.")) {
        return frame.toString();
      }
    }
    return "an unknown place";
  }

  private static ResponseEntity<ProblemDetail> plain(
      Problem kind, Locale reader, BilingualText words) {
    return kind.response(reader, kind.detail(reader, words.in(reader)));
  }
}
