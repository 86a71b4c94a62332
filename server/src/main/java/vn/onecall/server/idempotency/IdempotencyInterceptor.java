package vn.onecall.server.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.idempotency.Attempt;
import vn.onecall.keeper.idempotency.IdempotentCalls;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.JsonBodyArgumentResolver;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;

/**
 * Handles every write that carries an {@code Idempotency-Key}. The first call with a key is
 * executed. A repetition gets the status, id, version and log entry of the first call, none of
 * which are personal data. Another call with the same key is refused, and so is a repetition while
 * the first call is running. To see the written data, the caller reads it through the door.
 */
public final class IdempotencyInterceptor implements HandlerInterceptor {
  private static final Messages MESSAGES = Messages.beside(IdempotencyInterceptor.class);

  /** The header by which a client names a call. */
  public static final String HEADER = "Idempotency-Key";

  /** The header that says that an answer is not the first. */
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final Set<String> WRITING = Set.of("POST", "PATCH", "PUT", "DELETE");

  /** A string of RFC 8941, as the draft has it, or the same without its quotes. */
  private static final Pattern KEY = Pattern.compile("(\"?)([A-Za-z0-9._~+/=:-]{8,128})\\1");

  private static final String ATTEMPT = IdempotencyInterceptor.class.getName() + ".attempt";

  private final IdempotentCalls once;
  private final ProblemSender sender;
  private final JsonMapper json;

  public IdempotencyInterceptor(IdempotentCalls once, ProblemSender sender, JsonMapper json) {
    this.once = once;
    this.sender = sender;
    this.json = json;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    String header = request.getHeader(HEADER);
    Authentication client = SecurityContextHolder.getContext().getAuthentication();
    if (header == null || client == null || !WRITING.contains(request.getMethod())) {
      return true;
    }
    byte[] body = JsonBodyArgumentResolver.bytes(request);
    if (body.length > JsonBody.MOST_BYTES) {
      // Refused for its length where it is read.
      return true;
    }
    return switch (once.begin(
        new IdempotentCalls.KeyedCall(client.getName(), key(header), request(request, body)))) {
      case IdempotentCalls.Verdict.First(Attempt attempt) -> {
        request.setAttribute(ATTEMPT, attempt);
        attempt.enter();
        yield true;
      }
      case IdempotentCalls.Verdict.Answered(IdempotentCalls.StoredAnswer kept) -> {
        answerAgain(request, response, kept);
        yield false;
      }
      case IdempotentCalls.Verdict.OtherRequest other -> {
        sender.send(
            request, response, Problem.OTHER_CALL, MESSAGES.words("key-of-another-request"));
        yield false;
      }
      case IdempotentCalls.Verdict.UnderWay underWay -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        sender.send(request, response, Problem.UNDER_WAY, MESSAGES.words("request-under-way"));
        yield false;
      }
    };
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (request.getAttribute(ATTEMPT) instanceof Attempt attempt) {
      attempt.leave(failure == null ? response.getStatus() : 500);
    }
  }

  private void answerAgain(
      HttpServletRequest request, HttpServletResponse response, IdempotentCalls.StoredAnswer kept)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", kept.subject().toString());
    if (kept.version() != null) {
      body.put("version", kept.version());
      response.setHeader(HttpHeaders.ETAG, "\"" + kept.version() + "\"");
    }
    if (kept.entry() != null) {
      body.put("entry", kept.entry().hex());
    }
    if (kept.status() == HttpServletResponse.SC_CREATED) {
      response.setHeader(HttpHeaders.LOCATION, request.getRequestURI() + "/" + kept.subject());
    }
    response.setHeader(REPLAYED, "true");
    response.setStatus(kept.status());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    json.writeValue(response.getOutputStream(), body);
  }

  private static byte[] request(HttpServletRequest request, byte[] body) {
    String query = request.getQueryString();
    String ifMatch = request.getHeader(HttpHeaders.IF_MATCH);
    return IdempotentCalls.requestOf(
        request.getMethod(),
        request.getRequestURI() + (query == null ? "" : "?" + query),
        ifMatch == null ? "" : ifMatch,
        body);
  }

  private static String key(String header) {
    Matcher key = KEY.matcher(header);
    if (!key.matches()) {
      throw new InputException(new FieldError(HEADER, "format", MESSAGES.words("not-a-key")));
    }
    return key.group(2);
  }
}
