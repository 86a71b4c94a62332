package vn.onecall.server.clients;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A keyed digest of each client's secret, under a key that lives as long as the process. It tells
 * the right secret from a wrong one within microseconds, in a time that does not depend on either.
 */
final class ClientSecrets {
  private static final String DIGEST = "HmacSHA256";

  private final SecretKeySpec key;
  private final Map<String, byte[]> digests = new ConcurrentHashMap<>();

  ClientSecrets() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, DIGEST);
  }

  void add(String client, String secret) {
    digests.put(client, digest(secret));
  }

  boolean match(String client, String secret) {
    byte[] right = digests.get(client);
    return right != null && MessageDigest.isEqual(right, digest(secret));
  }

  private byte[] digest(String secret) {
    try {
      Mac mac = Mac.getInstance(DIGEST);
      mac.init(key);
      return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + DIGEST, e);
    }
  }
}
