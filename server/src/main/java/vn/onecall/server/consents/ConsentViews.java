package vn.onecall.server.consents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Consent;

/**
 * Builds the consent views of one customer: the current state of each consent, and a receipt for
 * every recorded event.
 */
final class ConsentViews {
  private final Policy policy;
  private final ConsentReceipts receipts;

  ConsentViews(Policy policy) {
    this.policy = policy;
    this.receipts = new ConsentReceipts(policy);
  }

  /** The state of one consent on one channel. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StandingView(
      String consent,
      String channel,
      String state,
      int text,
      String since,
      @Nullable String until) {}

  /** All choices of a customer. */
  record ConsentsView(
      String id,
      long version,
      List<StandingView> consents,
      List<Map<String, Object>> receipts,
      String entry) {}

  ConsentsView of(ShownSubject subject, Instant now) {
    // In the order in which they were written: a clock that was set back tells another.
    List<ConsentRecord> records =
        subject.values().stream()
            .map(value -> ConsentRecord.of(value.value().parts()).orElseThrow())
            .toList();
    List<Map<String, Object>> all = new ArrayList<>();
    records.forEach(record -> all.add(receipts.of(subject.id(), record)));
    return new ConsentsView(
        subject.id().toString(),
        subject.version(),
        standing(records, now),
        all,
        subject.entry().hex());
  }

  private List<StandingView> standing(List<ConsentRecord> records, Instant now) {
    Map<String, StandingView> last = new LinkedHashMap<>();
    for (ConsentRecord record : records) {
      for (String channel : record.channels()) {
        last.put(
            record.consent() + " " + channel,
            new StandingView(
                record.consent(),
                channel,
                state(record, now).word(),
                record.text(),
                record.at().toString(),
                record.until().map(Instant::toString).orElse(null)));
      }
    }
    return List.copyOf(last.values());
  }

  /** A consent ends when its term ends or when its text is replaced. */
  private ConsentState state(ConsentRecord record, Instant now) {
    Consent consent = policy.consents().get(record.consent());
    boolean over =
        record.until().map(end -> !now.isBefore(end)).orElse(false)
            || consent == null
            || Objects.requireNonNull(consent).text().version() != record.text();
    return record.state() == ConsentState.GIVEN && over ? ConsentState.EXPIRED : record.state();
  }
}
