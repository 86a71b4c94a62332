package vn.onecall.sealing;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF with SHA-256 (RFC 5869): independent keys from one root, told apart by their info. */
final class Hkdf {
  /**
   * An empty salt, which RFC 5869 section 2.2 reads as a block of zeros: for roots that are random.
   */
  static final byte[] NO_SALT = {};

  private Hkdf() {}

  static byte[] derive(byte[] root, byte[] salt, byte[] info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(root).addSalt(salt).thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HKDF-SHA256", e);
    }
  }
}
