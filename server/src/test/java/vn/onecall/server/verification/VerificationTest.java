package vn.onecall.server.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.fixture.ShiftedClock;
import vn.onecall.testing.Promise;

/** A code by email and one by SMS, through a real mail server and a real gateway. */
@Promise("6.2")
class VerificationTest {
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");
  private static final String COLLECTED =
      "\"source\": \"customer\", \"moment\": \"rights-request\", \"channel\": \"web\"";

  private static final ShiftedClock CLOCK = new ShiftedClock();
  private static final List<JsonNode> TEXTS = new CopyOnWriteArrayList<>();

  private static GreenMail mail;
  private static HttpServer gateway;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/send",
        exchange -> {
          TEXTS.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    gateway.start();
    server =
        RunningServer.start(
            Folders.installation("verification"),
            CLOCK,
            "onecall.mail.host=127.0.0.1",
            "onecall.mail.port=" + mail.getSmtp().getPort(),
            "onecall.mail.from=khong-tra-loi@1call.example",
            "onecall.mail.start-tls=false",
            "onecall.sms.url=http://127.0.0.1:" + gateway.getAddress().getPort() + "/send",
            "onecall.sms.sender=1CALL");
  }

  @AfterAll
  static void stop() {
    server.close();
    gateway.stop(0);
    mail.stop();
  }

  @Test
  void letsACustomerAskForACopyOnceTwoWaysAreVerifiedAndNotBefore() {
    Person person = Person.next();
    String path = registered(person);
    assertThat(ask(path, "know").statusCode()).isEqualTo(201);
    assertThat(ask(path, "copy").statusCode()).isEqualTo(403);
    assertThat(json(ask(path, "copy")).get("reason").stringValue())
        .isEqualTo("needs-verified-requester");
    confirm(path, "email", mailed(path, person));
    assertThat(ask(path, "view").statusCode()).isEqualTo(201);
    assertThat(ask(path, "copy").statusCode()).isEqualTo(403);
    confirm(path, "phone", texted(path, person));
    assertThat(ask(path, "copy").statusCode()).isEqualTo(201);
    CLOCK.shift(java.time.Duration.ofMinutes(31));
    assertThat(ask(path, "copy").statusCode()).isEqualTo(403);
    CLOCK.shift(java.time.Duration.ZERO);
  }

  @Test
  void unverifiesAContactThatIsCorrected() {
    Person person = Person.next();
    String path = registered(person);
    confirm(path, "email", mailed(path, person));
    assertThat(ask(path, "view").statusCode()).isEqualTo(201);
    String late = mailed(path, person);
    HttpResponse<String> corrected =
        server.send(
            server
                .patching(
                    path,
                    "{\"activity\": \"account.correct\", \"source\": \"customer\", \"moment\":"
                        + " \"account-correction\", \"channel\": \"web\", \"fields\": {\"email\":"
                        + " \"khac.%s\"}}".formatted(person.email()))
                .header(
                    "If-Match",
                    server
                        .get(path + "?activity=account.view")
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow()));
    assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(200);
    assertThat(ask(path, "view").statusCode()).isEqualTo(403);
    refused(confirmation(path, "email", late));
  }

  @Test
  void refusesAWrongUsedOldAndUnknownCodeAlike() {
    Person person = Person.next();
    String path = registered(person);
    String code = mailed(path, person);
    refused(confirmation(path, "email", code.equals("000000") ? "000001" : "000000"));
    refused(confirmation(path, "phone", code));
    refused(confirmation(registered(Person.next()), "email", code));
    refused(confirmation("/api/v1/customers/" + UUID.randomUUID(), "email", code));
    CLOCK.shift(java.time.Duration.ofMinutes(11));
    refused(confirmation(path, "email", code));
    CLOCK.shift(java.time.Duration.ZERO);
    confirm(path, "email", code);
    refused(confirmation(path, "email", code));
  }

  @Test
  void endsACodeAfterFiveAttemptsAndSaysSo() {
    Person person = Person.next();
    String path = registered(person);
    String code = mailed(path, person);
    String wrong = code.equals("000000") ? "000001" : "000000";
    for (String whose : List.of(path, "/api/v1/customers/" + UUID.randomUUID())) {
      for (int i = 0; i < CodeLimits.TRIED_OF_A_CODE; i++) {
        refused(confirmation(whose, "email", wrong));
      }
      limited(confirmation(whose, "email", code), "contact-limit");
    }
    confirm(path, "email", mailed(path, person));
  }

  @Test
  void voidsACodeByTheNextAndSendsNoMoreThanAFewInAnHourAndSaysSo() {
    Person person = Person.next();
    String path = registered(person);
    String first = mailed(path, person);
    String second = mailed(path, person);
    if (!first.equals(second)) {
      refused(confirmation(path, "email", first));
    }
    for (int i = 2; i < CodeLimits.SENT_TO_A_CONTACT; i++) {
      assertThat(send(path, "email").statusCode()).isEqualTo(202);
    }
    limited(send(path, "email"), "contact-limit");
    Patience.until(
        "a message is carried", () -> mailTo(person).size() == CodeLimits.SENT_TO_A_CONTACT);
    limited(send(path, "email"), "contact-limit");
    assertThat(mailTo(person)).hasSize(CodeLimits.SENT_TO_A_CONTACT);
  }

  @Test
  void sendsAnAddressNoMoreThanOneContactIsSentWhoeverHasIt() {
    Person one = Person.next();
    String first = registered(one);
    String second = registered(Person.next().withEmail(one.email()));
    String plus = registered(Person.next().withEmail(one.email().replace("@", "+la@")));
    for (String whose : List.of(first, second, plus, first, second)) {
      assertThat(send(whose, "email").statusCode()).isEqualTo(202);
    }
    for (String whose : List.of(first, second, plus)) {
      limited(send(whose, "email"), "contact-limit");
    }
    assertThat(send(second, "phone").statusCode()).as("another address").isEqualTo(202);
  }

  @Test
  void whatDoesNotExistTakesNothingFromWhatDoes() {
    String path = registered(Person.next());
    for (int item = 5; item < 8; item++) {
      for (int i = 0; i < CodeLimits.SENT_TO_A_CONTACT; i++) {
        assertThat(send(path, "email", item).statusCode()).isEqualTo(202);
        refused(confirmation(path, "email", item, "000000"));
      }
      limited(send(path, "email", item), "contact-limit");
      limited(confirmation(path, "email", item, "000000"), "contact-limit");
    }
    for (String contact : List.of("email", "phone")) {
      for (int i = 0; i < CodeLimits.SENT_TO_A_CONTACT; i++) {
        assertThat(send(path, contact).statusCode()).as(contact).isEqualTo(202);
      }
    }
    limited(send(path, "email", 2), "customer-limit");
  }

  @Test
  void limitsWhatIsSentToNobodyLikeAnyOther() {
    String nobody = "/api/v1/customers/" + UUID.randomUUID();
    for (int i = 0; i < CodeLimits.SENT_TO_A_CONTACT; i++) {
      assertThat(send(nobody, "email").statusCode()).isEqualTo(202);
    }
    limited(send(nobody, "email"), "contact-limit");
  }

  @Test
  void answersASendingToNobodyLikeAnyOther() {
    Person person = Person.next();
    HttpResponse<String> somebody = send(registered(person), "email");
    HttpResponse<String> nobody = send("/api/v1/customers/" + UUID.randomUUID(), "email");
    assertThat(nobody.statusCode()).isEqualTo(somebody.statusCode()).isEqualTo(202);
    assertThat(nobody.body()).isEqualTo(somebody.body());
  }

  @Test
  void showsTheAddressToNobodyAndKeepsNoCode() {
    Person person = Person.next();
    String path = registered(person);
    String code = mailed(path, person);
    assertThat(send(path, "email").body()).doesNotContain(person.email());
    HttpResponse<String> read = server.get(path + "?activity=verification.send-email");
    assertThat(read.statusCode()).isEqualTo(422);
    assertThat(read.body()).doesNotContain(person.email());
    assertThat(
            server
                .main()
                .sql("select v::text from verification.code v")
                .query((row, n) -> row.getString(1))
                .list())
        .isNotEmpty()
        .noneMatch(row -> row.contains(person.email()) || row.contains("," + code + ","));
    assertThat(json(server.get(path + "/entries?activity=account.entries&limit=50")).toString())
        .contains("verification.send-email");
  }

  private static String registered(Person person) {
    return "/api/v1/customers/" + server.register(person).get("id").stringValue();
  }

  private static HttpResponse<String> ask(String path, String kind) {
    return server.post(
        path + "/requests",
        "{\"activity\": \"account.request\", \"kind\": \"%s\", %s}".formatted(kind, COLLECTED));
  }

  private static HttpResponse<String> send(String path, String contact) {
    return send(path, contact, 0);
  }

  private static HttpResponse<String> send(String path, String contact, int item) {
    return server.post(
        path + "/verifications",
        "{\"activity\": \"verification.send-%s\", \"contact\": \"%s\", \"item\": %d}"
            .formatted(contact.equals("email") ? "email" : "sms", contact, item));
  }

  private static HttpResponse<String> confirmation(String path, String contact, String code) {
    return confirmation(path, contact, 0, code);
  }

  private static HttpResponse<String> confirmation(
      String path, String contact, int item, String code) {
    return server.post(
        path + "/verifications/confirmation",
        "{\"activity\": \"verification.confirm\", \"contact\": \"%s\", \"item\": %d, \"code\": \"%s\", %s}"
            .formatted(contact, item, code, COLLECTED));
  }

  private static void confirm(String path, String contact, String code) {
    HttpResponse<String> answer = confirmation(path, contact, code);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(json(answer).get("reason").stringValue()).isEqualTo("needs-verified-requester");
    assertThat(json(answer).get("promise").stringValue()).isEqualTo("6.2");
  }

  private static void limited(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(json(answer).get("reason").stringValue()).isEqualTo(reason);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  /** Has a code mailed; the code, as the customer reads it. */
  private static String mailed(String path, Person person) {
    int before = mailTo(person).size();
    assertThat(send(path, "email").statusCode()).isEqualTo(202);
    Patience.until("a message is carried", () -> mailTo(person).size() > before);
    return code(mailTo(person).getLast());
  }

  private static String texted(String path, Person person) {
    assertThat(send(path, "phone").statusCode()).isEqualTo(202);
    Patience.until("a message is carried", () -> textTo(person).size() > 0);
    assertThat(textTo(person).getLast().get("sender").stringValue()).isEqualTo("1CALL");
    return code(textTo(person).getLast().get("text").stringValue());
  }

  private static List<String> mailTo(Person person) {
    return java.util.Arrays.stream(mail.getReceivedMessages())
        .filter(message -> isTo(message, person))
        .map(VerificationTest::content)
        .toList();
  }

  private static boolean isTo(MimeMessage message, Person person) {
    try {
      return message.getAllRecipients()[0].toString().equals(person.email());
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String content(MimeMessage message) {
    try {
      return new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.io.IOException | jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> textTo(Person person) {
    return TEXTS.stream()
        .filter(text -> text.get("to").stringValue().equals(person.phone()))
        .toList();
  }

  private static String code(String text) {
    Matcher matcher = CODE.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }
}
