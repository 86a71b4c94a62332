package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.Authority;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** The whole way over TLS, with the authority that an operator names in the settings. */
class TlsDeliveryTest {
  @Test
  @Promise("6.3")
  void deliversToAHostOfTheAuthorityThatTheSettingsNameAndToNoOther() {
    Authority authority = Authority.make();
    try (ReceivingHost host = ReceivingHost.start("localhost", authority.host("localhost"));
        ReceivingHost other = ReceivingHost.start("localhost", Authority.make().host("localhost"));
        RunningServer server =
            RunningServer.start(
                Folders.installation("tls"),
                "onecall.transfers.inside-hosts=localhost",
                "onecall.transfers.ssl-bundle=recipients",
                "spring.ssl.bundle.pem.recipients.truststore.certificate=file:"
                    + authority.certificate())) {
      String customer = server.someone();
      UUID delivered = UUID.randomUUID();
      Partner.bank(server, host).agreed().transfer(customer, delivered, "full-name");
      Partner.comesTo(server, delivered, "delivered");
      assertThat(host.opened())
          .singleElement()
          .satisfies(opened -> assertThat(opened.get("fields").has("full-name")).isTrue());
      UUID refused = UUID.randomUUID();
      Partner.bank(server, other).agreed().transfer(customer, refused, "full-name");
      Patience.until(
          "refused",
          () -> Partner.status(server, refused).get("outcome").stringValue().equals("no-tls"));
      assertThat(other.got()).isEmpty();
    }
  }
}
