package vn.onecall.keeper.calls;

import java.util.function.Function;

/**
 * What the door answered. Whichever it is, the log has its entry before the caller has the answer.
 *
 * @param <T> what a permitted call brings
 */
public sealed interface Outcome<T> {

  /** The same answer, with what is made of its value if it has one. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> of) {
    return switch (this) {
      case Permitted<T>(T value) -> new Permitted<>(of.apply(value));
      case Denied<T>(Denial denial) -> new Denied<>(denial);
    };
  }

  /** The door said yes. */
  record Permitted<T>(T value) implements Outcome<T> {}

  /** The door said no, and which promise says so. */
  record Denied<T>(Denial denial) implements Outcome<T> {}
}
