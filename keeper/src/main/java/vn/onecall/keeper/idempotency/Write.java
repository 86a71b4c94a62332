package vn.onecall.keeper.idempotency;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;

/**
 * A write that somebody asks for, told in two ways: how it is carried out, and how its answer is
 * made again if it is asked for a second time. Nothing happens before it is run; {@link
 * IdempotentCalls} runs it once for each key of a caller.
 *
 * <p>Whoever carries it out may refuse, which leaves nothing behind; or writes through the door,
 * which claims the call in the commit of the write. The answer made again rests on what that commit
 * left ({@link CarriedOutCall}) and on what the feature's own tables say.
 *
 * @param <T> what the caller is answered
 */
public final class Write<T> {
  private final Supplier<Outcome<T>> first;
  private final Function<CarriedOutCall, T> again;

  private Write(Supplier<Outcome<T>> first, Function<CarriedOutCall, T> again) {
    this.first = first;
    this.again = again;
  }

  /**
   * A write.
   *
   * @param first carries it out
   * @param again makes the answer of one that was carried out; it writes nothing
   */
  public static <T> Write<T> of(Supplier<Outcome<T>> first, Function<CarriedOutCall, T> again) {
    return new Write<>(first, again);
  }

  /** The same write, with what is made of its answer. */
  public <R> Write<R> map(Function<? super T, ? extends R> view) {
    return new Write<>(() -> first.get().map(view), done -> view.apply(again.apply(done)));
  }

  /**
   * The same write, of whose answer something is kept for a day that cannot be made again. It must
   * be sealed already to somebody outside, so that nobody here can read it.
   */
  public Write<T> keeping(Function<? super T, Optional<String>> sealed) {
    return new Write<>(
        () -> {
          Outcome<T> outcome = first.get();
          if (outcome instanceof Outcome.Permitted<T>(T value)) {
            sealed.apply(value).ifPresent(Attempt::keep);
          }
          return outcome;
        },
        again);
  }

  /** The same write, a refusal of which is answered in a way of its own. */
  public Write<Object> refusedWith(Function<? super Denial, ?> answer) {
    return new Write<>(
        () ->
            switch (first.get()) {
              case Outcome.Permitted<T>(T value) -> new Outcome.Permitted<>(value);
              case Outcome.Denied<T>(Denial denial) ->
                  new Outcome.Permitted<>(answer.apply(denial));
            },
        again::apply);
  }

  /** Carries it out. Whoever calls this has made sure that it was not before. */
  public Outcome<T> carryOut() {
    return first.get();
  }

  T answerAgain(CarriedOutCall done) {
    return again.apply(done);
  }
}
