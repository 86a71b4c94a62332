package vn.onecall.server.problems;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * The kinds of problem that the API knows, each with its type (a tag URI, RFC 4151), status and
 * title.
 */
public enum Problem {
  REFUSED(HttpStatus.FORBIDDEN),
  NOT_SHOWN(HttpStatus.NOT_FOUND),
  INVALID_REQUEST(HttpStatus.UNPROCESSABLE_CONTENT),
  MALFORMED(HttpStatus.BAD_REQUEST),
  NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  NOT_ALLOWED_HERE(HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  UNSUPPORTED_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  TOO_LONG(HttpStatus.CONTENT_TOO_LARGE),
  TOO_SLOW(HttpStatus.REQUEST_TIMEOUT),
  CHANGED(HttpStatus.PRECONDITION_FAILED),
  VERSION_NEEDED(HttpStatus.PRECONDITION_REQUIRED),
  NOT_ENTITLED(HttpStatus.FORBIDDEN),
  OTHER_CALL(HttpStatus.UNPROCESSABLE_CONTENT),
  UNDER_WAY(HttpStatus.CONFLICT),
  WAITS(HttpStatus.CONFLICT),
  TOO_MANY(HttpStatus.TOO_MANY_REQUESTS),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
  FAULT(HttpStatus.INTERNAL_SERVER_ERROR);

  private static final Messages MESSAGES = Messages.beside(Problem.class);
  private static final Map<Problem, BilingualText> TITLES = MESSAGES.each("title-", Problem.class);

  private final HttpStatus status;

  Problem(HttpStatus status) {
    this.status = status;
  }

  /** The type: {@code tag:1call.vn,2026:problem/} and the name. */
  public String type() {
    return "tag:1call.vn,2026:problem/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status. */
  public HttpStatus status() {
    return status;
  }

  /** A problem of this kind, to be completed. */
  public ProblemDetail detail(Locale reader, String text) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setType(URI.create(type()));
    // Each request has a name of its own; its path, Spring's default, is the caller's text.
    problem.setInstance(RequestIdFilter.name());
    problem.setTitle(Objects.requireNonNull(TITLES.get(this)).in(reader));
    problem.setDetail(text);
    return problem;
  }

  /** The response that carries a problem of this kind. */
  public ResponseEntity<ProblemDetail> response(Locale reader, ProblemDetail problem) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.CONTENT_LANGUAGE, language(reader))
        .body(problem);
  }

  /** Vietnamese unless the reader asks for English. */
  public static String language(Locale reader) {
    return reader.getLanguage().equals("en") ? "en" : "vi";
  }
}
