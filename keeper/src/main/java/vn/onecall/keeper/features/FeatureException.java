package vn.onecall.keeper.features;

/** The policy and the features of the program do not fit each other; the message says where. */
public final class FeatureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FeatureException(String message) {
    super(message);
  }
}
