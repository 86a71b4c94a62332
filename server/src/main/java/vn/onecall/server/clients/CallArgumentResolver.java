package vn.onecall.server.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import vn.onecall.keeper.calls.Call;
import vn.onecall.server.problems.JsonBodyArgumentResolver;
import vn.onecall.server.problems.OutcomeReturnValueHandler;

/**
 * Resolves a controller argument of type {@link Call}: the activity (from the query of a GET, from
 * the body of any other request), the caller, and the matched route.
 */
public final class CallArgumentResolver implements HandlerMethodArgumentResolver {
  private static final String ACTIVITY = "activity";

  private final CallerArgumentResolver callers;

  public CallArgumentResolver(CallerArgumentResolver callers) {
    this.callers = callers;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Call.class;
  }

  @Override
  public Call resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders)
      throws IOException, MissingServletRequestParameterException {
    HttpServletRequest http =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    // A HEAD is answered as its GET would be.
    boolean reads = http.getMethod().equals("GET") || http.getMethod().equals("HEAD");
    Call call =
        new Call(
            reads ? query(http) : JsonBodyArgumentResolver.of(http).text(ACTIVITY),
            callers.resolveArgument(parameter, container, request, binders),
            (reads ? "GET" : http.getMethod())
                + " "
                + http.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    OutcomeReturnValueHandler.remember(http, call);
    return call;
  }

  private static String query(HttpServletRequest request)
      throws MissingServletRequestParameterException {
    String activity = request.getParameter(ACTIVITY);
    if (activity == null) {
      throw new MissingServletRequestParameterException(ACTIVITY, "String");
    }
    return activity;
  }
}
