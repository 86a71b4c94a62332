package vn.onecall.server.envelopes;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;

/** Reads the key of a recipient in a request's body, wherever one is asked for. */
public final class RecipientKeyInput {
  private static final String PART = "key";

  private RecipientKeyInput() {}

  /** The key; none after an error, which the body then holds. */
  public static Optional<RecipientKey> read(JsonBody body) {
    Map<String, String> members = body.texts(PART);
    if (members.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RecipientKey.take(JsonMapper.shared().writeValueAsString(members)));
    } catch (UnusableKeyException e) {
      body.wrong(new FieldError(PART, "unusable", e.words()));
      return Optional.empty();
    }
  }
}
