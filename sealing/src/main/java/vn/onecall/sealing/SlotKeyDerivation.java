package vn.onecall.sealing;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the key of a slot is derived from a passphrase or secret, as the keystore header states it.
 */
sealed interface SlotKeyDerivation {

  /** The words of the header. */
  String text();

  /** A description for an operator. */
  String words();

  /** A passphrase through Argon2id (RFC 9106). */
  record Argon2id(int memoryKib, int passes, int lanes) implements SlotKeyDerivation {
    /** 64 MiB and three passes: RFC 9106 section 4, second choice, with one lane. */
    static final Argon2id STANDARD = new Argon2id(64 * 1024, 3, 1);

    // A tampered header must not make us fill the machine: these bound it to 1 GiB.
    private static final int MAX_MEMORY_KIB = 1024 * 1024;
    private static final int MAX_PASSES = 16;
    private static final int MAX_LANES = 16;

    // Nine digits at most: each number fits an int before its bounds are judged.
    private static final Pattern TEXT =
        Pattern.compile(
            "passphrase argon2id m=([1-9][0-9]{0,8}) t=([1-9][0-9]{0,8}) p=([1-9][0-9]{0,8})");

    public Argon2id {
      if (lanes < 1 || lanes > MAX_LANES) {
        throw new IllegalArgumentException("Argon2id lanes must be 1 to " + MAX_LANES);
      }
      if (passes < 1 || passes > MAX_PASSES) {
        throw new IllegalArgumentException("Argon2id passes must be 1 to " + MAX_PASSES);
      }
      if (memoryKib < 8 * lanes || memoryKib > MAX_MEMORY_KIB) {
        throw new IllegalArgumentException(
            "Argon2id memory must be 8 KiB a lane to " + MAX_MEMORY_KIB + " KiB");
      }
    }

    private static Optional<SlotKeyDerivation> parseCost(String text) {
      Matcher cost = TEXT.matcher(text);
      return cost.matches()
          ? Optional.of(
              new Argon2id(
                  Integer.parseInt(cost.group(1)),
                  Integer.parseInt(cost.group(2)),
                  Integer.parseInt(cost.group(3))))
          : Optional.empty();
    }

    byte[] derive(byte[] passphrase, byte[] salt) {
      try {
        return Library.ARGON2ID.pbkdf(
            passes, memoryKib, lanes, passphrase, salt, AesGcm.KEY_LENGTH);
      } catch (LinkageError e) {
        throw new KeystoreException.Inaccessible(
            "Argon2's native library does not load on this system (%s, %s): unlock by a secret file"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
            e);
      } catch (IllegalStateException e) {
        throw new KeystoreException.Inaccessible(
            "Argon2id does not run with " + text() + ": is there memory enough?", e);
      }
    }

    @Override
    public String text() {
      return "passphrase argon2id m=" + memoryKib + " t=" + passes + " p=" + lanes;
    }

    @Override
    public String words() {
      return "passphrase (Argon2id, %d KiB, %d passes)".formatted(memoryKib, passes);
    }

    /** Loads the native library on the first passphrase; a secret file does not need it. */
    private static final class Library {
      static final Argon2Advanced ARGON2ID =
          Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id);
    }
  }

  /** A random secret through HKDF-SHA256: it needs no stretching. */
  record FromSecret() implements SlotKeyDerivation {
    private static final byte[] INFO =
        "1call/keystore/secret-file".getBytes(StandardCharsets.US_ASCII);

    byte[] derive(byte[] secret, byte[] salt) {
      return Hkdf.derive(secret, salt, INFO, AesGcm.KEY_LENGTH);
    }

    @Override
    public String text() {
      return "secret-file hkdf-sha256";
    }

    @Override
    public String words() {
      return "secret file";
    }
  }

  /**
   * Parses the words of the header.
   *
   * @return empty if they are malformed
   * @throws IllegalArgumentException if Argon2id's cost is out of bounds
   */
  static Optional<SlotKeyDerivation> parse(String text) {
    SlotKeyDerivation secret = new FromSecret();
    return text.equals(secret.text()) ? Optional.of(secret) : Argon2id.parseCost(text);
  }
}
