package vn.onecall.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.onecall.policy.SamplePolicies;

/** The JSON schemas for editors agree with the reader, by an independent validator. */
class PolicySchemaTest {

  private static final JsonSchema SCHEMA = schema("policy");
  private static final JsonSchema LAW = schema("law");
  private static final JsonSchema CALENDAR = schema("calendar");

  private static JsonSchema schema(String name) {
    try {
      String text = Files.readString(Path.of("..", "policies", name + ".schema.json"));
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesBothPublishedPoliciesAndTheOnesOfTheTests() throws IOException {
    assertThat(mistakesIn(SamplePolicies.publishedText())).isEmpty();
    assertThat(mistakesIn(Files.readString(SamplePolicies.PUBLISHED))).isEmpty();
    assertThat(mistakesIn(SamplePolicies.smallText())).isEmpty();
    assertThat(mistakesIn(SamplePolicies.text("shop.yaml"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 1                     | version: 0                  | $.version",
        "controller: A shop             | motto: All is well          | ",
        "promised: [\"1.1\"             | promised: [1.1              | $.promised[0]",
        "basis: legal-obligation        | basis: interest             | $.purposes.rights.basis",
        "care: derived                  | care: blurred               | $.fields.birth-date.purposes",
        "repeats: 2                     | repeats: 0                  | $.fields.email.repeats",
        "lasts: P1Y                     | lasts: one year             | $.consents.offers.lasts",
        "kind: retention                | kind: retain                | $.activities.retention.run.kind",
        "kind: consents                 | kind: consent               | $.activities.account.consents",
        "refused: [transfers.to-bank,   | refused: [to-bank,          | $.promises.4.3.refused[0]",
        "permits: {activities: [offers.by-email]} | permits: {} | $.never.no-offers-unasked.permits",
        "affiliate: true                | affiliate: maybe            | $.recipients.sister.affiliate",
        "agreement: \"4.3\"            | agreement: 4.3              | $.otherwise.needs.agreement",
        "agreement: \"4.3\"            | Agreement: \"4.3\"          | $.otherwise.needs",
      })
  void refusesWhatTheReaderRefuses(String sound, String broken, String place) {
    String text = SamplePolicies.text("shop.yaml");
    assertThat(text).contains(sound);
    Set<ValidationMessage> mistakes =
        mistakesIn(text.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(broken)));
    assertThat(mistakes).isNotEmpty();
    assertThat(mistakes)
        .anyMatch(mistake ->
            mistake.getInstanceLocation().toString().startsWith(place == null ? "" : place));
  }

  @Test
  void takesThePublishedLawAndCalendarAndThoseOfTheTests() throws IOException {
    Path laws = Path.of("..", "policies", "law");
    assertThat(mistakesIn(LAW, Files.readString(laws.resolve("vn-2026.yaml")))).isEmpty();
    assertThat(mistakesIn(LAW, SamplePolicies.text("shop-law.yaml"))).isEmpty();
    assertThat(mistakesIn(CALENDAR, Files.readString(laws.resolve("vn-calendar.yaml")))).isEmpty();
    assertThat(mistakesIn(CALENDAR, SamplePolicies.text("shop-calendar.yaml"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "edition: 2026               | edition: 0                  | $.edition",
        "under: 16                   | under: sixteen              | $.child.under",
        "period: P5Y                 | period: five years          | $.minimums.vouchers.period",
        "kind: protective-measures   | kind: protect               | $.requests.clocks.protect.kind",
        "answer: 20 days             | answer: 0 days              | $.requests.clocks.delete.answer",
        "answer: 20 days             | answer: 1 days              | $.requests.clocks.delete.answer",
        "answer: 20 days             | asks: 20 days               | $.requests.clocks.delete",
        "calendar: shop-calendar.yaml | calendar: /etc/c.yaml      | $.requests.calendar",
      })
  void refusesALawThatTheReaderRefuses(String sound, String broken, String place) {
    refuses(LAW, "shop-law.yaml", sound, broken, place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weekend: [saturday, sunday] | weekend: []                 | $.weekend",
        "  2027:                     | next:                       | $.years",
        "'of: 2026-12-26, '          | ''                          | $.years.2026.in-lieu",
        "worked: 2026-12-19          | worked: Saturday            | $.years.2026.swaps",
        "2027-01-01:                 | New Year:                   | $.years.2027.holidays",
      })
  void refusesACalendarThatTheReaderRefuses(String sound, String broken, String place) {
    refuses(CALENDAR, "shop-calendar.yaml", sound, broken, place);
  }

  private static void refuses(
      JsonSchema schema, String file, String sound, String broken, String place) {
    String text = SamplePolicies.text(file);
    assertThat(text).contains(sound);
    assertThat(
            mistakesIn(
                schema, text.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(broken))))
        .isNotEmpty()
        .anyMatch(mistake -> mistake.getInstanceLocation().toString().startsWith(place));
  }

  private static Set<ValidationMessage> mistakesIn(String policy) {
    return mistakesIn(SCHEMA, policy);
  }

  private static Set<ValidationMessage> mistakesIn(JsonSchema schema, String file) {
    return schema.validate(file, InputFormat.YAML);
  }
}
