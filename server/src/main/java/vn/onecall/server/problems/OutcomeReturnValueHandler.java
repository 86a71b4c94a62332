package vn.onecall.server.problems;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.HttpEntityMethodProcessor;
import org.springframework.web.servlet.support.RequestContextUtils;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;

/**
 * Writes the {@link Outcome} that a controller returns: a permitted value as it is (a {@link
 * ResponseEntity} with its status and headers, any other value with 200), a denial as the problem
 * that names its promise.
 */
public final class OutcomeReturnValueHandler implements HandlerMethodReturnValueHandler {
  private static final String CALL = OutcomeReturnValueHandler.class.getName() + ".call";

  private final DenialProblems denials;
  private final HttpEntityMethodProcessor entities;
  private final MethodParameter entity;

  /** Answers of a door, written by the converters that the API uses. */
  public OutcomeReturnValueHandler(Door door, List<HttpMessageConverter<?>> converters) {
    this.denials = new DenialProblems(door);
    this.entities = new HttpEntityMethodProcessor(converters);
    try {
      this.entity =
          new MethodParameter(
              OutcomeReturnValueHandler.class.getDeclaredMethod("entity", Object.class), -1);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stores the call of a request, so that a denial can name its activity. */
  public static void remember(HttpServletRequest request, Call call) {
    request.setAttribute(CALL, call);
  }

  /** The call of a request, once it is known. */
  public static Optional<Call> remembered(HttpServletRequest request) {
    return request.getAttribute(CALL) instanceof Call call ? Optional.of(call) : Optional.empty();
  }

  @Override
  public boolean supportsReturnType(MethodParameter returned) {
    return Outcome.class.isAssignableFrom(returned.getParameterType());
  }

  @Override
  public void handleReturnValue(
      @Nullable Object returned,
      MethodParameter type,
      ModelAndViewContainer container,
      NativeWebRequest request)
      throws Exception {
    ResponseEntity<?> response =
        switch ((Outcome<?>) Objects.requireNonNull(returned)) {
          case Outcome.Permitted<?>(Object value) -> entity(value);
          case Outcome.Denied<?> denied -> denial(denied, request);
        };
    entities.handleReturnValue(response, entity, container, request);
  }

  private ResponseEntity<?> denial(Outcome.Denied<?> denied, NativeWebRequest request) {
    HttpServletRequest http =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    String activity = remembered(http).map(Call::activity).orElse("");
    return denials.answer(denied, activity, RequestContextUtils.getLocale(http));
  }

  private static ResponseEntity<?> entity(Object value) {
    return value instanceof ResponseEntity<?> whole ? whole : ResponseEntity.ok(value);
  }
}
