package vn.onecall.keeper.instances;

/** An instance that answers and does not know this login. */
final class NotLetInException extends InstanceException {
  NotLetInException(Login login, Throwable cause) {
    super(
        "The instance '"
            + login.instance()
            + "' does not let '"
            + login.username()
            + "' in: there is no such role, or it has another password.",
        cause);
  }
}
