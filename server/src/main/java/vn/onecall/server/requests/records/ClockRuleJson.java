package vn.onecall.server.requests.records;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.law.ClockRule;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.law.TimeLimit;

/**
 * Converts the deadline rule of the law that a request is stored with to JSON and back, without
 * loss.
 */
public final class ClockRuleJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ClockRuleJson() {}

  public static String write(ClockRule rule) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("name", rule.name());
    text.put("kind", rule.kind().name());
    text.put("from", rule.from().toString());
    rule.until().ifPresent(until -> text.put("until", until.toString()));
    text.put("acknowledge", limit(rule.limits().acknowledge()));
    text.put("answer", limit(rule.limits().answer()));
    rule.limits().withProcessor().ifPresent(each -> text.put("withProcessor", limit(each)));
    rule.limits().extension().ifPresent(each -> text.put("extension", limit(each)));
    text.put("source", rule.citation().source());
    text.put("article", words(rule.citation().article()));
    text.put("words", words(rule.words()));
    return JSON.writeValueAsString(text);
  }

  public static ClockRule read(String text) {
    JsonNode node = JSON.readTree(text);
    return new ClockRule(
        node.get("name").stringValue(),
        RequestKind.valueOf(node.get("kind").stringValue()),
        LocalDate.parse(node.get("from").stringValue()),
        Optional.ofNullable(node.get("until")).map(JsonNode::stringValue).map(LocalDate::parse),
        new ClockRule.Limits(
            limit(node.get("acknowledge")),
            limit(node.get("answer")),
            optional(node.get("withProcessor")),
            optional(node.get("extension"))),
        new ClockRule.Citation(node.get("source").stringValue(), words(node.get("article"))),
        words(node.get("words")));
  }

  private static Map<String, Object> limit(TimeLimit limit) {
    return Map.of("days", limit.days(), "count", limit.count().name());
  }

  private static Optional<TimeLimit> optional(@Nullable JsonNode node) {
    return Optional.ofNullable(node).map(ClockRuleJson::limit);
  }

  private static TimeLimit limit(JsonNode node) {
    return new TimeLimit(
        node.get("days").intValue(), TimeLimit.Count.valueOf(node.get("count").stringValue()));
  }

  private static Map<String, String> words(BilingualText words) {
    return Map.of("vi", words.vi(), "en", words.en());
  }

  private static BilingualText words(JsonNode node) {
    return new BilingualText(node.get("vi").stringValue(), node.get("en").stringValue());
  }
}
