package vn.onecall.server.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import vn.onecall.server.problems.UnreadableBodyException;
import vn.onecall.server.problems.UnreadableBodyException.Reason;

/**
 * A request whose body has bounds and whose parameters never make the container read it: they are
 * those of the query, and those of the form where a form is taken.
 */
final class BoundedRequest extends HttpServletRequestWrapper {
  private final Map<String, List<String>> query;
  private final BoundedBody.Bounds bounds;
  private final BooleanSupplier mayRead;
  private final boolean takesForm;
  private @Nullable BoundedBody body;
  private @Nullable Map<String, String[]> parameters;

  BoundedRequest(
      HttpServletRequest request,
      Map<String, List<String>> query,
      BoundedBody.Bounds bounds,
      BooleanSupplier mayRead,
      boolean takesForm) {
    super(request);
    this.query = query;
    this.bounds = bounds;
    this.mayRead = mayRead;
    this.takesForm = takesForm;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body =
          new BoundedBody(
              super.getInputStream(), getContentLengthLong(), bounds, mayRead, System::nanoTime);
    }
    return body;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    if (parameters == null) {
      Map<String, String[]> read = new LinkedHashMap<>();
      all().forEach((name, values) -> read.put(name, values.toArray(String[]::new)));
      parameters = Collections.unmodifiableMap(read);
    }
    return parameters;
  }

  private Map<String, List<String>> all() {
    if (!takesForm || !isForm()) {
      return query;
    }
    Map<String, List<String>> all = new LinkedHashMap<>(query);
    try {
      String form = new String(getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      Parameters.addTo(all, form);
    } catch (Parameters.MalformedException e) {
      throw new UnreadableBodyException(Reason.MALFORMED);
    } catch (IOException e) {
      throw new UnreadableBodyException(Reason.CLIENT_LEFT);
    }
    return all;
  }

  private boolean isForm() {
    String type = getContentType();
    int end = type == null ? -1 : type.indexOf(';');
    return type != null
        && (end < 0 ? type : type.substring(0, end))
            .strip()
            .equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  @Override
  public @Nullable String getParameter(String name) {
    String @Nullable [] values = getParameterValues(name);
    return values == null ? null : values[0];
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return getParameterMap().get(name);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }
}
