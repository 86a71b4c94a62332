package vn.onecall.server.requests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Deadline;
import vn.onecall.translog.Hash;

/**
 * The letters about a request, in Vietnamese: templates filled with codes, dates and the law's
 * words. A letter greets the customer and names nobody.
 */
@Component
final class Letters {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final Policy policy;
  private final Clocks clocks;
  private final Map<Step, String> templates = new EnumMap<>(Step.class);

  Letters(Policy policy, Clocks clocks) {
    this.policy = policy;
    this.clocks = clocks;
    for (Step step : Step.values()) {
      if (step.isTheOfficers()) {
        templates.put(step, template(step.id()));
      }
    }
  }

  /** The letter that goes with a planned step, if it is one of the officer. */
  Optional<String> of(Plan plan) {
    return plan.step().isTheOfficers()
        ? Optional.of(of(plan.step(), plan.after(), plan.overdue(), plan.ground(), plan.at()))
        : Optional.empty();
  }

  /**
   * The letter that goes with a step.
   *
   * @param after the request as the step leaves it
   * @param overdue whether the step comes after the last day
   * @param ground what the step rests on
   */
  String of(Step step, Request after, boolean overdue, RequestStore.Ground ground, Instant now) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("controller", policy.controller());
    values.put("request", after.id().toString());
    values.put("what", after.times().rule().words().vi());
    values.put("received", date(after.received()));
    values.put("today", date(now));
    values.put("answerBy", DATE.format(after.times().answerBy()));
    values.put("apology", overdue ? apology(after) : "");
    values.put("held", isLongerForOthers(after) ? HELD : "");
    values.put("frozen", after.freezes() ? FROZEN : "");
    values.put("fulfilled", ground.fulfilledBy().map(Letters::fulfilled).orElse(""));
    values.put("ground", ground(ground));
    String letter = Objects.requireNonNull(templates.get(step));
    if (letter.contains("{clock}")) {
      values.put("clock", clocks.words(after));
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      letter = letter.replace("{" + value.getKey() + "}", value.getValue());
    }
    return letter.replaceAll("\n{3,}", "\n\n").strip();
  }

  private static final String HELD =
      "Luật cho thời hạn trả lời dài hơn vì một bên nhận ở ngoài cũng đang có thông tin của Quý"
          + " khách.\n";

  private static boolean isLongerForOthers(Request request) {
    return request.asked().submission().processor()
        && request.times().rule().limits().withProcessor().isPresent();
  }

  private static final String FROZEN =
      "\nTrong lúc yêu cầu được giải quyết, thông tin của Quý khách không được dùng cho chăm sóc hay"
          + " tiếp thị, và không được chuyển cho bên nào.\n";

  private static String apology(Request request) {
    return "\nThư này đến sau hạn "
        + DATE.format(request.times().answerBy())
        + " mà luật cho. Chúng tôi xin lỗi Quý khách; việc trễ hạn đã được ghi lại.\n";
  }

  private static String fulfilled(Hash entry) {
    return "Việc thực hiện được chứng minh bằng mục nhật ký mã " + entry.hex() + ".\n";
  }

  private String ground(RequestStore.Ground ground) {
    return ground
        .source()
        .flatMap(source -> policy.law().map(law -> law.sources().get(source)))
        .map(source -> "Điều " + ground.article().orElse("") + ", " + source.title().vi())
        .orElse("");
  }

  private static String date(Instant at) {
    return DATE.format(LocalDate.ofInstant(at, Deadline.ZONE));
  }

  private static String template(String name) {
    try (InputStream file = Letters.class.getResourceAsStream("/letters/" + name + ".txt")) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
