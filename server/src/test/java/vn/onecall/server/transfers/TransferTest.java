package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** What leaves, and for whom. */
@OnServer
class TransferTest {
  private static RunningServer server;
  private static ReceivingHost host;

  @BeforeAll
  static void share(RunningServer shared, ReceivingHost own) {
    server = shared;
    host = own;
  }

  @Test
  @Promise({"4.3", "6.3"})
  void handsARecipientJustTheFieldsAgreedSealedForItAlone() {
    Person person = Person.next();
    String customer = server.register(person).get("id").stringValue();
    Partner bank = Partner.bank(server, host).agreed();
    UUID transfer = UUID.randomUUID();
    HttpResponse<String> asked = bank.transfer(customer, transfer, "full-name");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    Partner.comesTo(server, transfer, "delivered");

    ReceivingHost.Got got = host.got().getLast();
    assertThat(got.envelope()).doesNotContain(person.fullName());
    assertThat(got.contentType()).isEqualTo("application/jose");
    assertThat(got.idempotency()).isEqualTo(got.reference());
    JsonNode opened = host.open(got.envelope());
    assertThat(opened.get("fields").propertyNames()).containsExactly("full-name");
    assertThat(opened.get("fields").get("full-name").get(0).stringValue())
        .isEqualTo(person.fullName());
    assertThat(opened.get("reference").stringValue()).isEqualTo(got.reference()).hasSize(32);
    assertThat(opened.toString()).doesNotContain(customer).doesNotContain(transfer.toString());
    assertThat(asked.body()).doesNotContain(got.reference());
    List<String> seen = seenBy(customer);
    assertThat(seen).contains("transfers.to-bank", "transfers.report");
  }

  @Test
  @Promise({"4.3", "6.3"})
  void namesTheCodesInWhatItHandsOver() {
    HttpResponse<String> registered =
        server.post(
            "/api/v1/customers",
            """
            {"activity": "customers.register", "source": "customer", "channel": "web",
             "moment": "transaction-registration", "attestation": 1,
             "services": ["refund-to-account"],
             "fields": {"full-name": "Lê Thị Nhận", "email": "nhan@vidu.vn",
               "bank-account": {"bank": "BVB", "number": "0071009876512"}}}
            """);
    String customer = json(registered).get("id").stringValue();
    UUID transfer = UUID.randomUUID();
    Partner.bank(server, host).agreed().transfer(customer, transfer, "full-name", "bank-account");
    Partner.comesTo(server, transfer, "delivered");
    JsonNode opened = host.open(host.got().getLast().envelope());
    assertThat(opened.at("/fields/bank-account/0/bank").stringValue()).isEqualTo("970438");
    assertThat(opened.get("names").propertyNames()).containsExactly("bank-account");
    assertThat(opened.at("/names/bank-account/0/bank").stringValue()).isEqualTo("BaoViet Bank");
  }

  /** The activities of the customer's own view, the newest first. */
  private static List<String> seenBy(String customer) {
    List<String> seen = new ArrayList<>();
    json(server.get(
            "/api/v1/customers/" + customer + "/entries?activity=account.entries&limit=100"))
        .get("entries")
        .forEach(entry -> seen.add(entry.get("activity").stringValue()));
    return seen;
  }
}
