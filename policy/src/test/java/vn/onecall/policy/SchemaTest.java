package vn.onecall.policy;

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

/** The schema for editors agrees with the loader, read by a validator that is not ours. */
class SchemaTest {

  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    try {
      String text = Files.readString(Path.of("..", "policies", "policy.schema.json"));
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesBothPublishedPoliciesAndTheOnesOfTheTests() throws IOException {
    assertThat(mistakesIn(Policies.publishedText())).isEmpty();
    assertThat(mistakesIn(Files.readString(Policies.PUBLISHED))).isEmpty();
    assertThat(mistakesIn(Policies.smallText())).isEmpty();
    assertThat(mistakesIn(Policies.text("shop.yaml"))).isEmpty();
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
      })
  void refusesWhatTheLoaderRefuses(String sound, String broken, String place) {
    String text = Policies.text("shop.yaml");
    assertThat(text).contains(sound);
    Set<ValidationMessage> mistakes =
        mistakesIn(text.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(broken)));
    assertThat(mistakes).isNotEmpty();
    assertThat(mistakes)
        .anyMatch(mistake ->
            mistake.getInstanceLocation().toString().startsWith(place == null ? "" : place));
  }

  private static Set<ValidationMessage> mistakesIn(String policy) {
    return SCHEMA.validate(policy, InputFormat.YAML);
  }
}
