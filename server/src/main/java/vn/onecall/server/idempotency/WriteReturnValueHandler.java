package vn.onecall.server.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.RequestContextUtils;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.idempotency.CallKey;
import vn.onecall.keeper.idempotency.IdempotentCalls;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.JsonBodyArgumentResolver;
import vn.onecall.server.problems.OutcomeReturnValueHandler;
import vn.onecall.server.problems.Problem;

/**
 * Runs the {@link Write} that a controller returns, and answers what came of it. A request without
 * an {@code Idempotency-Key} is carried out whenever it is sent, but for a {@code PUT}, whose
 * address is its key. With a key, it is carried out once: a repetition gets the first answer, made
 * again; another request with the same key is refused, and so is a repetition while the first is
 * under way.
 */
public final class WriteReturnValueHandler implements HandlerMethodReturnValueHandler {
  private static final Messages MESSAGES = Messages.beside(WriteReturnValueHandler.class);

  /** The header that says that an answer is not the first. */
  static final String REPLAYED = "Idempotency-Replayed";

  private final IdempotentCalls once;
  private final OutcomeReturnValueHandler outcomes;

  public WriteReturnValueHandler(IdempotentCalls once, OutcomeReturnValueHandler outcomes) {
    this.once = once;
    this.outcomes = outcomes;
  }

  @Override
  public boolean supportsReturnType(MethodParameter returned) {
    return Write.class == returned.getParameterType();
  }

  @Override
  public void handleReturnValue(
      @Nullable Object returned,
      MethodParameter type,
      ModelAndViewContainer container,
      NativeWebRequest request)
      throws Exception {
    HttpServletRequest http =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    Write<?> write = (Write<?>) Objects.requireNonNull(returned);
    Optional<CallKey> key = IdempotencyKeyHeader.of(http);
    HttpServletResponse response =
        Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
    Outcome<?> outcome =
        key.isPresent() || http.getMethod().equals("PUT")
            ? answer(once(key, write, http), RequestContextUtils.getLocale(http), response)
            : write.carryOut();
    outcomes.handleReturnValue(outcome, type, container, request);
  }

  private <T> IdempotentCalls.Sent<T> once(
      Optional<CallKey> key, Write<T> write, HttpServletRequest request) throws IOException {
    String client = OutcomeReturnValueHandler.remembered(request).orElseThrow().caller().client();
    return key.isPresent()
        ? once.carryOut(new IdempotentCalls.KeyedCall(client, key.get(), meaning(request)), write)
        : once.put(client, request.getRequestURI(), meaning(request), write);
  }

  private static <T> Outcome<?> answer(
      IdempotentCalls.Sent<T> sent, Locale reader, HttpServletResponse response) {
    return switch (sent) {
      case IdempotentCalls.Sent.First<T>(Outcome<T> outcome) -> outcome;
      case IdempotentCalls.Sent.Again<T>(T again) -> {
        response.setHeader(REPLAYED, "true");
        yield new Outcome.Permitted<>(again);
      }
      case IdempotentCalls.Sent.OtherRequest<T> other ->
          problem(Problem.OTHER_CALL, reader, MESSAGES.words("key-of-another-request"));
      case IdempotentCalls.Sent.UnderWay<T> underWay -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        yield problem(Problem.UNDER_WAY, reader, MESSAGES.words("request-under-way"));
      }
    };
  }

  private static Outcome<ResponseEntity<ProblemDetail>> problem(
      Problem kind, Locale reader, BilingualText words) {
    return new Outcome.Permitted<>(kind.response(reader, kind.detail(reader, words.in(reader))));
  }

  /** What makes the request what it is, however its body is written. */
  private static byte[] meaning(HttpServletRequest request) throws IOException {
    String query = request.getQueryString();
    String ifMatch = request.getHeader(HttpHeaders.IF_MATCH);
    return IdempotentCalls.requestOf(
        request.getMethod(),
        request.getRequestURI() + (query == null ? "" : "?" + query),
        ifMatch == null ? "" : ifMatch,
        JsonBodyArgumentResolver.of(request).meaning());
  }
}
