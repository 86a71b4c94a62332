package vn.onecall.server.clients;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/**
 * Resolves a controller argument of type {@link Caller}: the client of the access token and the
 * actor that it declares.
 */
public final class CallerArgumentResolver implements HandlerMethodArgumentResolver {
  private static final Messages MESSAGES = Messages.beside(CallerArgumentResolver.class);

  /** The header by which a client declares the human or job behind a call. */
  public static final String ACTOR_HEADER = "Onecall-Actor";

  private final CallerRegistry clients;

  public CallerArgumentResolver(CallerRegistry clients) {
    this.clients = clients;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Caller resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    if (!(SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken token)) {
      throw new IllegalStateException("a caller has a token wherever one is needed");
    }
    Optional<String> actor = Optional.ofNullable(request.getHeader(ACTOR_HEADER));
    if (actor.isPresent() && !Caller.isActorName(actor.get())) {
      throw new InputException(
          new FieldError(ACTOR_HEADER, "format", MESSAGES.words("not-an-actor")));
    }
    // As it stands in the token: Spring's conversion to a list costs more than all else here.
    Object scopes = token.getToken().getClaims().get("scope");
    return clients.caller(
        token.getName(), scopes instanceof Collection<?> narrowed ? narrowed : List.of(), actor);
  }
}
