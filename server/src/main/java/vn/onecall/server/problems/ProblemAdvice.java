package vn.onecall.server.problems;

import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.faults.EntryTamperedException;
import vn.onecall.keeper.faults.EpochException;
import vn.onecall.keeper.faults.JournalException;
import vn.onecall.keeper.faults.KeeperException;
import vn.onecall.keeper.faults.KeysMissingException;
import vn.onecall.keeper.faults.OverloadedException;
import vn.onecall.keeper.faults.WrongActivityException;
import vn.onecall.keeper.faults.WrongRouteException;
import vn.onecall.policy.model.BilingualText;

/**
 * The one mapping of faults to problems. What a reader can mend is said; what an operator must mend
 * goes to the program log by its type, for a message could hold what a caller sent.
 */
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  /** One wrong part as the problem lists it. */
  record ErrorView(String field, String code, String message) {}

  @ExceptionHandler
  ResponseEntity<ProblemDetail> input(InputException e, Locale reader) {
    Problem kind =
        e.errors().getFirst().field().equals("(body)")
            ? Problem.MALFORMED
            : Problem.INVALID_REQUEST;
    ProblemDetail problem =
        kind.detail(
            reader,
            new BilingualText(
                    "Xin sửa các mục sau rồi gửi lại. Chưa có gì được ghi.",
                    "Please mend these parts and send it again. Nothing was written.")
                .in(reader));
    problem.setProperty(
        "errors",
        e.errors().stream()
            .map(error -> new ErrorView(error.field(), error.code(), error.words().in(reader)))
            .toList());
    return kind.response(reader, problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException e, Locale reader) {
    return input(
        new InputException(
            new FieldError(
                e.getParameterName(),
                "missing",
                new BilingualText("Mục này cần phải có.", "This must be there."))),
        reader);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> format(MethodArgumentTypeMismatchException e, Locale reader) {
    return input(
        new InputException(
            new FieldError(
                e.getName(),
                "format",
                new BilingualText(
                    "Mục này không đúng dạng.", "This does not have the right form."))),
        reader);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> access(KeeperException e, Locale reader) {
    return switch (e) {
      case ConflictException conflict ->
          plain(
              Problem.CHANGED,
              reader,
              "Thông tin đã được sửa từ khi Quý khách đọc; xin đọc lại rồi sửa. Chưa có gì được ghi.",
              "It was changed since you read it; read it again. Nothing was written.");
      case WrongActivityException wrong ->
          input(
              new InputException(
                  List.of(
                      new FieldError(
                          "activity",
                          "another-kind",
                          new BilingualText(
                              "Hoạt động này thuộc loại khác ("
                                  + wrong.kind().name().toLowerCase(Locale.ROOT)
                                  + ").",
                              "This activity is of another kind ("
                                  + wrong.kind().name().toLowerCase(Locale.ROOT)
                                  + ").")))),
              reader);
      case WrongRouteException wrong ->
          input(
              new InputException(
                  List.of(
                      new FieldError(
                          "activity",
                          "another-route",
                          new BilingualText(
                              "Hoạt động này không dùng ở địa chỉ này.",
                              "This activity is not used at this address.")))),
              reader);
      case OverloadedException overloaded -> unavailable(reader);
      case KeysMissingException missing -> fault(e, reader);
      case JournalException journal -> fault(e, reader);
      case EpochException epoch -> fault(e, reader);
      case EntryTamperedException tampered -> fault(e, reader);
    };
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> database(RuntimeException e, Locale reader) {
    LOG.error("A database does not answer as it must: {}", e.getClass().getSimpleName());
    return unavailable(reader);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> other(Exception e, Locale reader) {
    if (e instanceof ErrorResponse response) {
      int status = response.getStatusCode().value();
      return switch (status) {
        case 404 ->
            plain(
                Problem.NOT_FOUND,
                reader,
                "Máy chủ không có gì ở địa chỉ này.",
                "The server has nothing at this address.");
        case 405 ->
            plain(
                Problem.NOT_ALLOWED_HERE,
                reader,
                "Địa chỉ này không nhận phương thức đó.",
                "This address does not take that method.");
        case 406 ->
            plain(
                Problem.NOT_ACCEPTABLE,
                reader,
                "Địa chỉ này không trả lời ở dạng mà Accept yêu cầu. Chưa có gì được ghi.",
                "This address does not answer in a form that Accept asks for. Nothing was written.");
        case 415 ->
            plain(
                Problem.UNSUPPORTED_TYPE,
                reader,
                "Địa chỉ này chỉ nhận Content-Type: application/json.",
                "This address takes Content-Type: application/json alone.");
        default ->
            status < 500
                ? plain(
                    Problem.MALFORMED,
                    reader,
                    "Yêu cầu không đúng dạng mà địa chỉ này nhận.",
                    "The request does not have the form that this address takes.")
                : fault(e, reader);
      };
    }
    return fault(e, reader);
  }

  private ResponseEntity<ProblemDetail> unavailable(Locale reader) {
    ResponseEntity<ProblemDetail> response =
        plain(
            Problem.UNAVAILABLE,
            reader,
            "Cơ sở dữ liệu chưa trả lời; không có gì được hiển thị. Xin thử lại sau ít phút.",
            "A database does not answer; nothing is shown. Please try again in a few minutes.");
    return ResponseEntity.status(response.getStatusCode())
        .headers(response.getHeaders())
        .header("Retry-After", "5")
        .body(response.getBody());
  }

  private static ResponseEntity<ProblemDetail> fault(Exception e, Locale reader) {
    ProblemDetail problem =
        Problem.FAULT.detail(
            reader,
            new BilingualText(
                    "Máy chủ gặp lỗi; lỗi đã được ghi lại để người vận hành xử lý.",
                    "The server has a fault; it is noted for its operator.")
                .in(reader));
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
      Problem kind, Locale reader, String vi, String en) {
    return kind.response(reader, kind.detail(reader, new BilingualText(vi, en).in(reader)));
  }
}
