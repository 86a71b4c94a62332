package vn.onecall.keeper.ledger;

/** The log cannot be carried on without going backwards or contradicting what was published. */
public final class LedgerException extends RuntimeException {
  LedgerException(String message) {
    super(message);
  }

  LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
