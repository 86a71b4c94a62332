package vn.onecall.keeper.instances;

/** An instance that cannot be served from, said so that an operator knows what to do. */
public sealed class InstanceException extends RuntimeException permits LoginRefusedException {
  public InstanceException(String message) {
    super(message);
  }

  public InstanceException(String message, Throwable cause) {
    super(message, cause);
  }
}
