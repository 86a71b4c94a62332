package vn.onecall.server.problems;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves a controller argument of type {@link JsonBody}; it reads at most the permitted number of
 * bytes.
 */
public final class JsonBodyArgumentResolver implements HandlerMethodArgumentResolver {

  private static final String BODY = JsonBodyArgumentResolver.class.getName() + ".body";
  private static final String BYTES = JsonBodyArgumentResolver.class.getName() + ".bytes";

  /**
   * Reads the body of a request, at most one byte more than permitted; it is read once and then
   * available repeatedly.
   */
  public static byte[] bytes(HttpServletRequest request) throws IOException {
    if (request.getAttribute(BYTES) instanceof byte[] known) {
      return known;
    }
    byte[] bytes = request.getInputStream().readNBytes(JsonBody.MOST_BYTES + 1);
    request.setAttribute(BYTES, bytes);
    return bytes;
  }

  /**
   * Returns the body of a request. It is parsed once; later calls return the same object, including
   * the parts already read.
   *
   * @throws InputException if it is no JSON object, too long, or has a key twice
   */
  public static JsonBody of(HttpServletRequest request) throws IOException {
    if (request.getAttribute(BODY) instanceof JsonBody known) {
      return known;
    }
    JsonBody body = JsonBody.read(bytes(request));
    request.setAttribute(BODY, body);
    return body;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == JsonBody.class;
  }

  @Override
  public JsonBody resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders)
      throws IOException {
    return of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
  }
}
