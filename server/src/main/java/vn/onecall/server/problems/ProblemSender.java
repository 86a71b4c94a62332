package vn.onecall.server.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.messages.BilingualText;

/** Sends a problem from a servlet filter, where no controller is involved. */
@Component
public final class ProblemSender {
  private final JsonMapper json;

  ProblemSender(JsonMapper json) {
    this.json = json;
  }

  /** Writes the complete response, except for headers specific to the problem type. */
  public void send(
      HttpServletRequest request, HttpServletResponse response, Problem kind, BilingualText words)
      throws IOException {
    Locale reader =
        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
            ? Locale.of("vi")
            : request.getLocale();
    ProblemDetail problem = kind.detail(reader, words.in(reader));
    response.setStatus(kind.status().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, Problem.language(reader));
    json.writeValue(response.getOutputStream(), problem);
  }
}
