package vn.onecall.server.clients;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;

/**
 * The refusal of a caller at the token endpoint, as RFC 6749, section 5.2, has it: 401 with the
 * scheme by which it should have shown who it is, and the error's code alone.
 */
public final class TokenRefusal
    implements AuthenticationFailureHandler, AuthenticationEntryPoint, AccessDeniedHandler {
  private static final Messages MESSAGES = Messages.beside(TokenRefusal.class);

  private final ProblemSender sender;
  private final JsonMapper json;

  public TokenRefusal(ProblemSender sender, JsonMapper json) {
    this.sender = sender;
    this.json = json;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String code =
        failure instanceof OAuth2AuthenticationException refused
            ? refused.getError().getErrorCode()
            : OAuth2ErrorCodes.INVALID_CLIENT;
    refuse(response, code);
  }

  /** Nobody who is known, with a method that is taken nowhere here. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    refuse(request, response);
  }

  /** Nobody who is known. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    refuse(request, response);
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean tokens = request.getServletPath().equals(Issuer.TOKEN_ENDPOINT);
    if (tokens && request.getMethod().equals("POST")) {
      refuse(response, OAuth2ErrorCodes.INVALID_CLIENT);
    } else {
      response.setHeader(HttpHeaders.ALLOW, tokens ? "POST" : "GET");
      sender.send(request, response, Problem.NOT_ALLOWED_HERE, MESSAGES.words("method-not-taken"));
    }
  }

  private void refuse(HttpServletResponse response, String code) throws IOException {
    if (code.equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"1call\", charset=\"UTF-8\"");
    } else {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    }
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    Map<String, String> body = new LinkedHashMap<>();
    body.put("error", code);
    json.writeValue(response.getOutputStream(), body);
  }
}
