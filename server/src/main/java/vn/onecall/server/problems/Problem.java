package vn.onecall.server.problems;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import vn.onecall.policy.model.BilingualText;

/**
 * The kinds of problem that the API knows, each with its type (a tag URI, RFC 4151), status and
 * title.
 */
public enum Problem {
  REFUSED(HttpStatus.FORBIDDEN, "Chính sách không cho phép", "Refused by the policy"),
  NOT_SHOWN(HttpStatus.NOT_FOUND, "Không có ai để hiển thị", "Nobody to show"),
  INVALID_REQUEST(
      HttpStatus.UNPROCESSABLE_CONTENT, "Yêu cầu chưa đúng", "The request cannot be taken"),
  MALFORMED(HttpStatus.BAD_REQUEST, "Yêu cầu không đọc được", "The request cannot be read"),
  NOT_SIGNED_IN(
      HttpStatus.UNAUTHORIZED, "Cần có mã truy cập hợp lệ", "A valid access token is needed"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "Không có địa chỉ này", "There is no such address"),
  NOT_ALLOWED_HERE(
      HttpStatus.METHOD_NOT_ALLOWED, "Không dùng được theo cách này", "Not to be used this way"),
  NOT_ACCEPTABLE(
      HttpStatus.NOT_ACCEPTABLE, "Không trả lời được ở dạng đó", "No answer in that form"),
  UNSUPPORTED_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Không nhận nội dung dạng này", "Not a type taken here"),
  CHANGED(HttpStatus.PRECONDITION_FAILED, "Thông tin đã thay đổi", "Changed since it was read"),
  VERSION_NEEDED(
      HttpStatus.PRECONDITION_REQUIRED,
      "Cần cho biết phiên bản đã đọc",
      "The version that was read is needed"),
  NOT_ENTITLED(HttpStatus.FORBIDDEN, "Không được cấp quyền này", "Not entitled to it"),
  OTHER_CALL(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "Khóa này đã dùng cho một yêu cầu khác",
      "This key was used for another request"),
  UNDER_WAY(
      HttpStatus.CONFLICT,
      "Yêu cầu trước với khóa này chưa xong",
      "The first request with this key is under way"),
  TOO_MANY(HttpStatus.TOO_MANY_REQUESTS, "Quá nhiều yêu cầu", "Too many requests"),
  UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "Tạm thời chưa phục vụ được", "Cannot serve for the moment"),
  FAULT(HttpStatus.INTERNAL_SERVER_ERROR, "Lỗi của máy chủ", "A fault of the server");

  private final HttpStatus status;
  private final String vi;
  private final String en;

  Problem(HttpStatus status, String vi, String en) {
    this.status = status;
    this.vi = vi;
    this.en = en;
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
    problem.setInstance(RequestNaming.name());
    problem.setTitle(new BilingualText(vi, en).in(reader));
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
