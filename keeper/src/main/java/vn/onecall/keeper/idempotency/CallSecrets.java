package vn.onecall.keeper.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.sealing.CallerKey;

/**
 * How what cannot be made again is kept: as it is, if it was sealed to somebody outside; or
 * encrypted under what follows from the caller's own key, if that cannot be guessed; or not at all.
 */
final class CallSecrets {
  static final Optional<String> NONE = Optional.empty();

  private static final byte SEALED_ELSEWHERE = 1;
  private static final byte CALLERS = 2;

  private final @Nullable CallerKey key;

  private CallSecrets(@Nullable CallerKey key) {
    this.key = key;
  }

  /** Of a caller whose key could not be guessed. */
  static CallSecrets under(CallerKey key) {
    return new CallSecrets(key);
  }

  /** Of a caller whose key could be guessed: nothing is kept. */
  static CallSecrets none() {
    return new CallSecrets(null);
  }

  static byte[] plain(String sealed) {
    return tagged(SEALED_ELSEWHERE, sealed.getBytes(UTF_8));
  }

  Optional<byte[]> seal(UUID call, int number, String secret) {
    return key == null || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(tagged(CALLERS, key.seal(place(call, number), secret.getBytes(UTF_8))));
  }

  Optional<String> open(UUID call, int number, byte @Nullable [] kept) {
    if (kept == null) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOfRange(kept, 1, kept.length);
    Optional<byte[]> opened =
        kept[0] == SEALED_ELSEWHERE
            ? Optional.of(content)
            : Optional.ofNullable(key).flatMap(known -> known.open(place(call, number), content));
    return opened.map(bytes -> new String(bytes, UTF_8));
  }

  private static byte[] tagged(byte tag, byte[] content) {
    return ByteBuffer.allocate(1 + content.length).put(tag).put(content).array();
  }

  private static byte[] place(UUID call, int number) {
    return ByteBuffer.allocate(20)
        .putLong(call.getMostSignificantBits())
        .putLong(call.getLeastSignificantBits())
        .putInt(number)
        .array();
  }
}
