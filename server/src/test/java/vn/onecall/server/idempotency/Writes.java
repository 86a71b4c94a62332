package vn.onecall.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.onecall.server.fixture.KeyHolder;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;

/** A request for each write of the API, that will be carried out: made anew for each asking. */
final class Writes {
  /** One request, which can be sent as often as one likes. */
  record Sending(String method, String path, String body, String token, @Nullable String ifMatch) {

    HttpResponse<String> send(RunningServer server, @Nullable String key) {
      HttpRequest.Builder request =
          server
              .anonymous(path)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      if (ifMatch != null) {
        request.header("If-Match", ifMatch);
      }
      if (key != null) {
        request.header("Idempotency-Key", key);
      }
      return server.send(request);
    }
  }

  private static final String COLLECTED =
      "\"source\": \"customer\", \"moment\": \"%s\", \"channel\": \"%s\"";

  private static int companies;

  private final RunningServer server;
  private final ReceivingHost host;
  private final GreenMail mail;
  private final List<String> officers;
  private final String own;

  /** The writes of a server. */
  Writes(RunningServer server, ReceivingHost host, GreenMail mail, List<KeyHolder> officers) {
    this.server = server;
    this.host = host;
    this.mail = mail;
    this.officers = officers.stream().map(officer -> officer.token(server)).toList();
    this.own = company("bank", "payment", ", \"client\": \"" + RunningServer.DESK + "\"").id;
  }

  /** By operation, as the description of the API has them. */
  Map<String, Supplier<Sending>> all() {
    Map<String, Supplier<Sending>> all = new LinkedHashMap<>();
    String customer = "post /api/v1/customers/{id}";
    all.put(
        "post /api/v1/customers",
        () -> post("/api/v1/customers", RunningServer.registration(Person.next())));
    all.put("patch /api/v1/customers/{id}", this::correction);
    all.put(customer + "/restriction", () -> fact("restriction", "account.restrict", "restricted"));
    all.put(customer + "/closure", () -> fact("closure", "account.close", "closed"));
    all.put(
        customer + "/marketing-refusal",
        () -> fact("marketing-refusal", "account.refuse-marketing", "refused"));
    all.put(customer + "/guardian", () -> fact("guardian", "guardian.agree", "agrees"));
    all.put(
        customer + "/erasure",
        () -> post(someone() + "/erasure", "{\"activity\": \"account.erase\"}"));
    all.put(
        customer + "/records",
        () ->
            post(
                someone() + "/records",
                "{\"activity\": \"care.write-note\", \"fields\": {\"note\": \"Đã gọi lại.\"}, "
                    + COLLECTED.formatted("care-contact", "phone")
                    + "}"));
    all.put(
        customer + "/consents",
        () ->
            post(
                someone() + "/consents",
                "{\"activity\": \"account.consent\", \"consent\": \"offers\", \"channels\":"
                    + " [\"email\"], \"state\": \"given\", \"text\": 1, "
                    + COLLECTED.formatted("consent-choice", "web")
                    + "}"));
    all.put(customer + "/verifications", this::code);
    all.put(customer + "/verifications/confirmation", this::confirmation);
    all.put(customer + "/requests", () -> request(someone(), "correct"));
    all.put(customer + "/requests/{request}/steps", () -> step("complain", "acknowledge"));
    all.put(customer + "/requests/{request}/steps (an erasure)", this::erasingStep);
    all.put(customer + "/requests/{request}/findings", this::finding);
    all.put("post /api/v1/demands", this::demand);
    all.put("post /api/v1/demands/{id}/approvals", () -> approval(recorded(demand()), 0));
    all.put("post /api/v1/demands/{id}/approvals (the second)", this::secondApproval);
    all.put("post /api/v1/demands/{id}/release", this::release);
    all.put("post /api/v1/retention/run", this::retention);
    all.put(
        "put /api/v1/agreements/{id}",
        () -> agreement(UUID.randomUUID(), next("bank"), "bank", "payment", ""));
    all.put(
        "post /api/v1/agreements/{id}/end",
        () ->
            post(
                "/api/v1/agreements/" + company("bank", "payment", "").agreement + "/end",
                "{\"activity\": \"agreements.manage\"}"));
    all.put("put /api/v1/customers/{id}/transfers/{transfer}", () -> transfer(own));
    all.put("put /api/v1/customers/{id}/affiliates/{affiliate}", this::affiliate);
    all.put("put /api/v1/customers/{id}/transfers/{transfer}/consent", this::fee);
    all.put("post /api/v1/transfers/{transfer}/file", this::file);
    all.put("post /api/v1/transfers/{transfer}/seen-to", this::seenTo);
    all.put("post /api/v1/transfers/confirmations", this::received);
    return all;
  }

  private Sending post(String path, String body) {
    return new Sending("POST", path, body, server.token(RunningServer.DESK), null);
  }

  private Sending put(String path, String body) {
    return new Sending("PUT", path, body, server.token(RunningServer.DESK), null);
  }

  private String someone() {
    return "/api/v1/customers/" + server.someone();
  }

  /** Sends, and sees that it was carried out. */
  private HttpResponse<String> done(Sending sending) {
    HttpResponse<String> answer = sending.send(server, null);
    assertThat(answer.statusCode()).as(sending.path + answer.body()).isBetween(200, 299);
    return answer;
  }

  private Sending correction() {
    return new Sending(
        "PATCH",
        someone(),
        "{\"activity\": \"account.correct\", \"fields\": {\"email\": \"moi.nhat@vidu.vn\"}, "
            + COLLECTED.formatted("account-correction", "phone")
            + "}",
        server.token(RunningServer.DESK),
        "\"1\"");
  }

  private Sending fact(String address, String activity, String flag) {
    Sending sending =
        post(
            someone() + "/" + address,
            "{\"activity\": \"" + activity + "\", \"" + flag + "\": true}");
    return new Sending("POST", sending.path, sending.body, sending.token, "\"1\"");
  }

  private Sending codeFor(Person person) {
    return post(
        "/api/v1/customers/" + server.register(person).get("id").stringValue() + "/verifications",
        "{\"activity\": \"verification.send-email\", \"contact\": \"email\"}");
  }

  private Sending code() {
    return codeFor(Person.next());
  }

  private Sending confirmation() {
    Person person = Person.next();
    Sending code = codeFor(person);
    done(code);
    Patience.until("a code is mailed", () -> !mailTo(person.email()).isEmpty());
    Matcher digits = Pattern.compile("\\b([0-9]{6})\\b").matcher(mailTo(person.email()).getLast());
    assertThat(digits.find()).isTrue();
    return post(
        code.path + "/confirmation",
        "{\"activity\": \"verification.confirm\", \"contact\": \"email\", \"code\": \"%s\", %s}"
            .formatted(digits.group(1), COLLECTED.formatted("rights-request", "web")));
  }

  /** The mails to an address. */
  List<String> mailTo(String address) {
    return Arrays.stream(mail.getReceivedMessages())
        .filter(message -> recipient(message).equals(address))
        .map(com.icegreen.greenmail.util.GreenMailUtil::getBody)
        .toList();
  }

  private static String recipient(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Sending request(String customer, String kind) {
    return post(
        customer + "/requests",
        "{\"activity\": \"counter.record-request\", \"kind\": \"%s\", \"text\": \"Xin xem lại.\", %s}"
            .formatted(kind, COLLECTED.formatted("rights-request", "counter")));
  }

  private Sending step(String kind, String step) {
    Sending request = request(someone(), kind);
    return stepOf(request, json(done(request)).get("request").stringValue(), step);
  }

  private Sending stepOf(Sending request, String id, String step) {
    return post(
        request.path + "/" + id + "/steps",
        "{\"activity\": \"requests.handle\", \"step\": \"" + step + "\"}");
  }

  private Sending erasingStep() {
    Sending request = request(someone(), "delete");
    String id = json(done(request)).get("request").stringValue();
    done(stepOf(request, id, "acknowledge"));
    return stepOf(request, id, "answer");
  }

  private Sending finding() {
    Sending request = request(someone(), "complain");
    return post(
        request.path + "/" + json(done(request)).get("request").stringValue() + "/findings",
        "{\"activity\": \"complaints.dispute-first-values\", \"field\": \"phone\"}");
  }

  private Sending demand() {
    return new Sending(
        "POST",
        "/api/v1/demands",
        """
        {"activity": "demands.record", "channel": "counter", "deadline": "%s",
         "fields": {"order-authority": "Công an phường Bến Nghé",
                    "order-basis": "Điều 88 Bộ luật Tố tụng hình sự",
                    "order-document": {"name": "cong-van.pdf", "media-type": "application/pdf",
                                       "content": "JVBERi0xLjcK"}},
         "scope": {"%s": ["phone"]}, "key": %s}
        """
            .formatted(Instant.now().plus(Duration.ofDays(7)), server.someone(), host.publicKey()),
        officers.getFirst(),
        null);
  }

  private record Order(String id, String leaf, String body) {
    String customer() {
      Matcher scope = Pattern.compile("\"scope\": \\{\"([^\"]*)\"").matcher(body);
      assertThat(scope.find()).isTrue();
      return scope.group(1);
    }
  }

  private Order recorded(Sending demand) {
    var answer = json(done(demand));
    return new Order(
        answer.get("id").stringValue(), answer.get("order").stringValue(), demand.body);
  }

  private Sending approval(Order order, int officer) {
    return new Sending(
        "POST",
        "/api/v1/demands/" + order.id + "/approvals",
        "{\"activity\": \"demands.approve\", \"order\": \"" + order.leaf + "\"}",
        officers.get(officer),
        null);
  }

  private Sending secondApproval() {
    Order order = recorded(demand());
    done(approval(order, 0));
    return approval(order, 1);
  }

  private Sending release() {
    Order order = recorded(demand());
    done(approval(order, 0));
    done(approval(order, 1));
    return new Sending(
        "POST",
        "/api/v1/demands/" + order.id + "/release",
        "{\"activity\": \"demands.release\", \"customer\": \"%s\", \"fields\": [\"phone\"]}"
            .formatted(order.customer()),
        officers.getFirst(),
        null);
  }

  private Sending retention() {
    for (int i = 0; i < 2; i++) {
      Sending closure = fact("closure", "account.close", "closed");
      String id = json(done(closure)).get("id").stringValue();
      server
          .main()
          .sql("update access.fact set since = since - interval '7 months' where subject_id = ?")
          .param(UUID.fromString(id))
          .update();
    }
    return post("/api/v1/retention/run", "{\"activity\": \"retention.run\"}");
  }

  private record Company(String id, UUID agreement) {}

  private static String next(String kind) {
    return kind + "-once-" + ++companies;
  }

  private Company company(String kind, String purpose, String more) {
    Company company = new Company(next(kind), UUID.randomUUID());
    done(agreement(company.agreement, company.id, kind, purpose, more));
    return company;
  }

  private Sending agreement(UUID id, String company, String kind, String purpose, String more) {
    return put(
        "/api/v1/agreements/" + id,
        """
        {"activity": "agreements.manage", "recipient": "%s", "kind": "%s",
         "name": "Công ty Ví Dụ", "purposes": ["%s"], "fields": ["full-name"],
         "begins": "%s", "ends": "%s",
         "measures": {"encryption-at-rest": {"evidence": "report-17", "review-by": "%s"}},
         "country": "VN", "subprocessors": [], "delivery": "file", "key": %s, "fee": %b%s}
        """
            .formatted(
                company,
                kind,
                purpose,
                Instant.now().minus(Duration.ofDays(1)),
                Instant.now().plus(Duration.ofDays(90)),
                Instant.now().plus(Duration.ofDays(30)),
                host.publicKey(),
                more.contains("(fee)"),
                more.replace("(fee)", "")));
  }

  private Sending transfer(String company) {
    return put(
        someone() + "/transfers/" + UUID.randomUUID(),
        "{\"activity\": \"transfers.to-bank\", \"recipient\": \"%s\", \"fields\": [\"full-name\"]}"
            .formatted(company));
  }

  private Sending affiliate() {
    return put(
        someone() + "/affiliates/" + company("affiliate", "affiliate-service", "").id,
        "{\"activity\": \"account.consent\", \"state\": \"given\", \"text\": 1, "
            + COLLECTED.formatted("consent-choice", "web")
            + "}");
  }

  private Sending fee() {
    return put(
        someone() + "/transfers/" + UUID.randomUUID() + "/consent",
        """
        {"activity": "account.consent", "state": "given", "text": 1, "recipient": "%s",
         "purpose": "payment", "fields": ["full-name"], %s}
        """
            .formatted(
                company("bank", "payment", "(fee)").id,
                COLLECTED.formatted("consent-choice", "web")));
  }

  private Sending file() {
    Sending transfer = transfer(own);
    String id = json(done(transfer)).get("id").stringValue();
    return post("/api/v1/transfers/" + id + "/file", "{\"activity\": \"transfers.to-bank\"}");
  }

  private Sending seenTo() {
    String id = json(done(transfer(own))).get("id").stringValue();
    server
        .main()
        .sql("update transfers.transfer set state = 'stopped' where transfer_id = ?")
        .param(UUID.fromString(id))
        .update();
    return post("/api/v1/transfers/" + id + "/seen-to", "{\"activity\": \"transfers.follow\"}");
  }

  private Sending received() {
    String envelope = json(done(file())).get("envelope").stringValue();
    return post(
        "/api/v1/transfers/confirmations",
        "{\"activity\": \"transfers.confirm\", \"reference\": \"%s\", \"what\": \"received\"}"
            .formatted(host.open(envelope).get("reference").stringValue()));
  }
}
