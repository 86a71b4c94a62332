package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.requests.Requesting.wrong;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;
import vn.onecall.translog.entries.EntryCommitment;

/** A complaint that a detail was wrong, and what the log proves of the first registration. */
@OnServer
class DisputeTest {
  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  @Promise("2.3")
  void givesAComplaintItsFindingAndNeitherClosesItByThatNorForbidsTheCorrection() {
    Requesting customer = Requesting.somebody(server);
    String complaint = customer.ask("complain", "\"text\": \"Số điện thoại bị sai.\",");
    JsonNode found = json(dispute(customer, complaint, "phone"));
    assertThat(found.get("found").stringValue()).isEqualTo("as-registered");
    assertThat(customer.state(complaint)).isEqualTo("received");
    customer.step(complaint, "acknowledge", "");
    assertThat(json(dispute(customer, complaint, "fax")).get("found").stringValue())
        .isEqualTo("never-registered");
    assertThat(customer.state(complaint)).isEqualTo("acknowledged");
    wrong(customer.tryStep(complaint, "answer", ""), "reason", "missing");
    assertThat(correct(customer, "+84912999888").statusCode()).isEqualTo(200);
    assertThat(json(dispute(customer, complaint, "phone")).get("found").stringValue())
        .isEqualTo("changed-since");
    assertThat(customer.state(complaint)).isEqualTo("acknowledged");
    JsonNode seen = customer.seen(complaint);
    assertThat(seen.get("findings")).hasSize(3);
    String evidence = seen.get("findings").get(0).get("registration").stringValue();
    assertThat(
            server
                .get(customer.path() + "/entries/" + evidence + "/receipt?activity=account.receipt")
                .body())
        .contains("c2sp.org/tlog-proof@v1");
    customer.step(complaint, "answer", ", \"reason\": \"Số đã được sửa theo ý Quý khách.\"");
    wrong(dispute(customer, complaint, "phone"), "request", "another-kind");
    assertThat(dispute(customer, UUID.randomUUID().toString(), "phone").statusCode())
        .isEqualTo(404);
  }

  /** An administrator writes another registration, leaf and all; the published log has it not. */
  @Test
  @Promise("2.3")
  void restsNoFindingOnARegistrationThatThePublishedLogDoesNotHave() {
    Requesting customer = Requesting.somebody(server);
    String complaint = customer.ask("complain", "");
    assertThat(json(dispute(customer, complaint, "phone")).get("found").stringValue())
        .isEqualTo("as-registered");
    server
        .main()
        .sql(
            """
            update access.entry set facts_version = 9, leaf = sha256('\\x%s'::bytea
              || subject_commitment || actor_commitment
              || set_byte('\\x00', 0, outcome) || int4send(policy_version) || int8send(9)
              || sha256(convert_to(array_to_string(held, ','), 'UTF8')))
            where entry_id in (select entry_id from access.attestation where subject_id = ?)
            """
                .formatted(
                    HexFormat.of()
                        .formatHex(EntryCommitment.LEAF_TAG.getBytes(StandardCharsets.US_ASCII))))
        .param(UUID.fromString(customer.customer()))
        .update();
    assertThat(json(dispute(customer, complaint, "phone")).get("found").stringValue())
        .isEqualTo("altered");
  }

  @Test
  @Promise("2.3")
  void answersNoComplaintByAFindingAloneHoweverMuchItProves() {
    Requesting customer = Requesting.somebody(server);
    String complaint = customer.ask("complain", "\"text\": \"Tôi bị thiệt vì email sai.\",");
    for (String field : List.of("email", "phone", "full-name")) {
      JsonNode found = json(dispute(customer, complaint, field));
      assertThat(found.get("found").stringValue()).isEqualTo("as-registered");
      assertThat(found.get("words").stringValue()).contains("sai từ đầu");
      assertThat(customer.state(complaint)).isEqualTo("received");
    }
    customer.step(complaint, "acknowledge", "");
    String entry = customer.seen(complaint).get("findings").get(0).get("entry").stringValue();
    wrong(customer.tryStep(complaint, "answer", ""), "reason", "missing");
    wrong(
        customer.tryStep(complaint, "answer", ", \"fulfilledBy\": \"" + entry + "\""),
        "reason",
        "missing");
    wrong(
        customer.tryStep(
            complaint, "refuse", ", \"reason\": \"Sai từ lần đăng ký đầu.\", \"source\": \"x\""),
        "source",
        "not-listed");
    assertThat(customer.state(complaint)).isEqualTo("acknowledged");
    customer.step(complaint, "answer", ", \"reason\": \"Đã xem xét mọi điều được nêu.\"");
    assertThat(customer.texts(complaint, "request-letter").getLast())
        .contains("quyền khiếu nại", "quyền sửa thông tin sai");
  }

  private static HttpResponse<String> dispute(Requesting customer, String request, String field) {
    return server.post(
        customer.path() + "/requests/" + request + "/findings",
        "{\"activity\": \"complaints.dispute-first-values\", \"field\": \"" + field + "\"}");
  }

  private static HttpResponse<String> correct(Requesting customer, String phone) {
    return server.send(
        server
            .patching(
                customer.path(),
                "{\"activity\": \"account.correct\", \"source\": \"customer\", \"moment\":"
                    + " \"account-correction\", \"channel\": \"web\", \"fields\": {\"phone\": \""
                    + phone
                    + "\"}}")
            .header(
                "If-Match",
                server
                    .get(customer.path() + "?activity=account.view")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow()));
  }
}
