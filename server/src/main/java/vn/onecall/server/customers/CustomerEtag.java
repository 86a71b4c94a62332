package vn.onecall.server.customers;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.Problem;

/**
 * The version of a customer as an ETag: every response carries it, and every change must name it.
 */
final class CustomerEtag {
  private static final Messages MESSAGES = Messages.beside(CustomerEtag.class);

  private CustomerEtag() {}

  /** The version as an ETag. */
  static String tag(long version) {
    return "\"" + version + "\"";
  }

  /** The answer to a change that names no version (RFC 6585, section 3). */
  static Write<?> needed(Locale reader) {
    ResponseEntity<?> answer =
        Problem.VERSION_NEEDED.response(
            reader,
            Problem.VERSION_NEEDED.detail(reader, MESSAGES.words("version-needed").in(reader)));
    return Write.of(() -> new Outcome.Permitted<>(answer), done -> answer);
  }

  /** A change, and its answer. */
  static Write<?> written(Supplier<Outcome<Written>> change) {
    return written(change, List::of);
  }

  /** A change of values, and its answer with what a person should look at again. */
  static Write<?> written(
      Supplier<Outcome<Written>> change, Supplier<List<CustomerViews.WarningView>> warnings) {
    return Write.of(change, Written::again)
        .map(written ->
            ResponseEntity.ok()
                .eTag(tag(written.version()))
                .body(CustomerViews.written(written, warnings.get())));
  }
}
