package vn.onecall.server.secrecy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.sealing.BlindIndex;
import vn.onecall.sealing.Keystore;
import vn.onecall.sealing.Unlock;
import vn.onecall.server.fixture.Administrator;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/**
 * A thief of one instance who knows where, when and as what the victim was born: province, century
 * and sex, and year leave one million identity numbers, the victim's among them. Each is put
 * through every function that needs no secret of ours, and what comes out is looked for in
 * everything that the instance holds.
 *
 * <p>The usual run takes a hundred thousand of them, and under each single stored value as a key
 * the ten thousand around the victim's; {@code -Donecall.long=true} takes the million everywhere.
 * That the real key finds the victim is shown with the million each time.
 */
class IdentityNumberAttackTest {
  private static final String KNOWN = "001190";
  private static final String VICTIM = KNOWN + "087651";
  private static final Set<String> NOBODY = Set.of();
  private static final int NUMBERS = 1_000_000;
  private static final int FEW = Boolean.getBoolean("onecall.long") ? NUMBERS : 100_000;
  private static final int FROM = Boolean.getBoolean("onecall.long") ? 0 : 80_000;
  private static final int TO = Boolean.getBoolean("onecall.long") ? NUMBERS : 90_000;

  /** Turns candidates into what might be stored of them. */
  private interface Guess extends Function<String, byte[]> {}

  private static RunningServer server;
  private static Keystore another;

  @BeforeAll
  static void registerTheVictim() {
    server = RunningServer.start("identity-attack");
    var registered =
        server.post(
            "/api/v1/customers",
            """
            {"activity": "customers.register", "services": ["instalment"], "attestation": 1,
             "source": "customer", "moment": "transaction-registration", "channel": "web",
             "fields": {"full-name": "Hồ Thị Nạn Nhân", "email": "nannhan@mail.example",
               "phone": "0912345678", "birth-date": "1990-03-04", "identity-number": "%s",
               "contact-address": {"old": "77 ngõ Canhxanh"}}}
            """
                .formatted(VICTIM));
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    var found =
        server.post(
            "/api/v1/customers/search",
            "{\"activity\": \"care.find-customer\", \"by\": {\"identity-number\": \""
                + VICTIM
                + "\"}}");
    assertThat(RunningServer.json(found).get("customers")).hasSize(1);
    server.ledger().publishAll();
    Path folder = Folders.empty("another-installation");
    try (Unlock unlock = Unlock.createSecretFile(folder.resolve("secret"))) {
      another = Keystore.create(folder.resolve("keystore"), unlock);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    another.close();
  }

  @Test
  @Promise({"2.2", "6.2"})
  void noFunctionWithoutOurSecretTellsTheVictimFromAnyOtherInMainOrInKeys() {
    List<Set<Long>> loots =
        List.of(
            Tables.windows(server.mainAdministrator()), Tables.windows(server.keysAdministrator()));
    keyless()
        .forEach((name, guess) ->
            assertThat(attack(guess, loots, 0, FEW)).as(name).containsExactly(NOBODY, NOBODY));
  }

  @Test
  @Promise({"2.2", "6.2"})
  void nothingThatIsStoredInAnInstanceIsTheKeyToAnotherThingThere() {
    for (Administrator loot : List.of(server.mainAdministrator(), server.keysAdministrator())) {
      List<Set<Long>> windows = List.of(Tables.windows(loot));
      Map<String, Supplier<Guess>> keyed = keyed(Tables.values(loot));
      assertThat(keyed).hasSizeGreaterThan(50);
      keyed.forEach((name, guess) ->
          assertThat(attack(guess, windows, FROM, TO)).as(name).containsExactly(NOBODY));
    }
  }

  /** The same search with the one secret that the thief lacks: it finds what there is to find. */
  @Test
  void theAttackFindsTheVictimWithTheRealKeyInKeysAndNowhereInMain() {
    Supplier<Guess> real = token(server.keystore().blindIndex(), "identity-number");
    assertThat(
            attack(
                real,
                List.of(
                    Tables.windows(server.mainAdministrator()),
                    Tables.windows(server.keysAdministrator())),
                0,
                NUMBERS))
        .containsExactly(NOBODY, Set.of(VICTIM));
  }

  /** Each kind of guess finds what was stored by just it. */
  @Test
  void everyGuessFindsAValueThatWasStoredByIt() {
    List<byte[]> values = List.of("salt".getBytes(US_ASCII));
    Map<String, Supplier<Guess>> all = new LinkedHashMap<>(keyless());
    all.putAll(keyed(values));
    all.forEach((name, guess) -> {
      byte[] stored = guess.get().apply(VICTIM);
      Set<Long> loot = Set.of(ByteBuffer.wrap(stored).getLong());
      assertThat(attack(guess, List.of(loot), 87_000, 88_000))
          .as(name)
          .containsExactly(Set.of(VICTIM));
    });
  }

  /**
   * For each loot those numbers whose guess stands in it; a guess is known again by its first eight
   * bytes.
   */
  private static List<Set<String>> attack(
      Supplier<Guess> guess, List<Set<Long>> loots, int from, int to) {
    List<Set<String>> found =
        loots.stream().<Set<String>>map(loot -> new ConcurrentSkipListSet<>()).toList();
    ThreadLocal<Guess> own = ThreadLocal.withInitial(guess);
    IntStream.range(from, to)
        .parallel()
        .forEach(n -> {
          String number = KNOWN + Integer.toString(NUMBERS + n).substring(1);
          long hash = ByteBuffer.wrap(own.get().apply(number)).getLong();
          for (int i = 0; i < loots.size(); i++) {
            if (loots.get(i).contains(hash)) {
              found.get(i).add(number);
            }
          }
        });
    return found;
  }

  /** What anyone can work out, and what another installation, or another field, would. */
  private static Map<String, Supplier<Guess>> keyless() {
    Map<String, Supplier<Guess>> guesses = new LinkedHashMap<>();
    // Its last eight digits: the first ones are the same for all.
    guesses.put("as it is", () -> number -> number.substring(4).getBytes(US_ASCII));
    guesses.put(
        "as a number",
        () -> number -> ByteBuffer.allocate(8).putLong(Long.parseLong(number)).array());
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      guesses.put(algorithm, digest(algorithm, new byte[0], ""));
    }
    guesses.put("SHA-256 with its field", digest("SHA-256", new byte[0], "identity-number"));
    Supplier<Guess> sha = digest("SHA-256", new byte[0], "");
    guesses.put(
        "SHA-256 in hexadecimal",
        () -> {
          Guess plain = sha.get();
          return number -> HexFormat.of().formatHex(plain.apply(number)).getBytes(US_ASCII);
        });
    guesses.put(
        "SHA-256 in base64",
        () -> {
          Guess plain = sha.get();
          return number -> Base64.getEncoder().encode(plain.apply(number));
        });
    guesses.put("HMAC under no key", hmac(new byte[32]));
    guesses.put(
        "HMAC under the field's name", hmac("1call/index/identity-number".getBytes(US_ASCII)));
    guesses.put(
        "our token under another installation's key",
        token(another.blindIndex(), "identity-number"));
    guesses.put(
        "our token of another field", token(server.keystore().blindIndex(), "bank-account"));
    return guesses;
  }

  /** Hashes under everything that was stolen, as a key and as a salt. */
  private static Map<String, Supplier<Guess>> keyed(List<byte[]> values) {
    Map<String, Supplier<Guess>> guesses = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      guesses.put("HMAC under the stored value " + i, hmac(values.get(i)));
      guesses.put("SHA-256 after the stored value " + i, digest("SHA-256", values.get(i), ""));
    }
    return guesses;
  }

  private static Supplier<Guess> token(BlindIndex index, String field) {
    return () -> number -> index.token(field, number);
  }

  private static Supplier<Guess> digest(String algorithm, byte[] salt, String name) {
    return () -> {
      try {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        return number -> {
          digest.update(salt);
          digest.update(name.getBytes(US_ASCII));
          return digest.digest(number.getBytes(US_ASCII));
        };
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static Supplier<Guess> hmac(byte[] key) {
    return () -> {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return number -> mac.doFinal(number.getBytes(US_ASCII));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
