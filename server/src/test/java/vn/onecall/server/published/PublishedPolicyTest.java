package vn.onecall.server.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.policy.Policy;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

@OnServer
class PublishedPolicyTest {
  private static final Policy POLICY = PolicyReader.load(Folders.POLICY);

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  @Promise({"1.1", "1.2"})
  void tellsAnyoneInBothLanguagesWhatIsHeldWhyAndHowLong() {
    String vi = read("/policy", "vi").body();
    String en = read("/policy", "en").body();
    POLICY
        .promises()
        .values()
        .forEach(promise -> {
          assertThat(vi).contains(promise.words().vi());
          assertThat(en).contains(promise.words().en());
        });
    POLICY
        .fields()
        .values()
        .forEach(field -> {
          assertThat(vi).contains(field.label().vi(), field.necessity().vi());
          assertThat(en).contains(field.label().en(), field.necessity().en());
        });
    assertThat(read("/policy", "vi").headers().firstValue("Content-Language")).contains("vi");
    assertThat(read("/policy", "fr").headers().firstValue("Content-Language")).contains("vi");
  }

  @Test
  @Promise("6.2")
  void showsWhoMaySeeWhatWhyAndInWhichForm() {
    assertThat(read("/policy/matrix", "en").body())
        .contains("care.reveal-contact", "masked")
        .isNotEqualTo(read("/policy/matrix", "vi").body());
  }

  @Test
  void speaksTheDataPrivacyVocabularyToMachines() {
    HttpResponse<String> answer = read("/policy/dpv", "en");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/ld+json");
    assertThat(answer.body()).contains("https://w3id.org/dpv", "pd:EmailAddress");
  }

  private static HttpResponse<String> read(String path, String language) {
    HttpResponse<String> answer =
        server.send(server.anonymous(path).header("Accept-Language", language).GET());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }
}
