package vn.onecall.server.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.onecall.keeper.idempotency.CallKey;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/**
 * The header {@code Idempotency-Key}: an item of RFC 9651 whose value is a string, of which
 * parameters are ignored, as the RFC has it for those that nobody defines. The same without its
 * quotes is taken for it, if it has 8 to 128 signs of which none needs them.
 */
final class IdempotencyKeyHeader {
  private static final Messages MESSAGES = Messages.beside(IdempotencyKeyHeader.class);

  static final String NAME = "Idempotency-Key";

  private static final String QUOTED = "\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\"";
  private static final String PARAMETER =
      "; *[a-z*][a-z0-9_.*-]*"
          + "(?:=(?:\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+\"|[A-Za-z0-9*:/!#$%&'+.^_`|~?@-]+))?";

  private static final Pattern STRING =
      Pattern.compile(" *" + QUOTED + "(?: *" + PARAMETER + ")*+ *");
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._~+/=:-]{8,128}");

  private IdempotencyKeyHeader() {}

  /**
   * The key of a request, if it has one.
   *
   * @throws InputException if what it has is no key, or it has two
   */
  static Optional<CallKey> of(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(NAME));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Optional.of(values)
            .filter(all -> all.size() == 1)
            .flatMap(all -> read(all.getFirst()))
            .orElseThrow(() ->
                new InputException(new FieldError(NAME, "format", MESSAGES.words("not-a-key")))));
  }

  static Optional<CallKey> read(String value) {
    Matcher string = STRING.matcher(value);
    Optional<String> text =
        string.matches()
            ? Optional.of(string.group(1).replaceAll("\\\\(.)", "$1"))
            : Optional.of(value).filter(bare -> BARE.matcher(bare).matches());
    return text.filter(CallKey::isKey).map(CallKey::new);
  }
}
