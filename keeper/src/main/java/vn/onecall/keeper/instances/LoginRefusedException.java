package vn.onecall.keeper.instances;

/** The instance answers, but refuses this login. */
final class LoginRefusedException extends InstanceException {
  LoginRefusedException(Login login, Throwable cause) {
    super(
        "The instance '"
            + login.instance()
            + "' does not let '"
            + login.username()
            + "' in: there is no such role, or it has another password.",
        cause);
  }
}
