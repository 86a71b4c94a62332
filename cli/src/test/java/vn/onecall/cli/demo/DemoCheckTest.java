package vn.onecall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.cli.Script;
import vn.onecall.cli.demo.company.SyntheticCompany;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.testing.Promise;

/** The whole product, walked through from outside. */
class DemoCheckTest {

  @Test
  @Promise({"1.4", "1.6", "1.8", "2.2", "4.1", "4.3", "6.1", "6.3", "6.4", "6.5"})
  void walksTheMainJobToItsEndAndLeavesNothing(@TempDir Path folder) throws Exception {
    Script.Outcome walk =
        Script.shell(
            folder, "TMPDIR=$PWD JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=$PWD ./onecall demo --check");

    assertThat(walk.printed())
        .contains(
            "All ",
            " lines are as they should be. Everybody in them is synthetic.",
            "held-by-refusal",
            "caller-not-entitled",
            "identity-number: birth-year-differs",
            "refused: field-not-given identity-number",
            "fields.phone: no-such-number",
            "fields.payment-card.number: card-number",
            "fields.payment-card.cvv: card-secret",
            "(body): duplicate-key",
            "412 Changed since it was read",
            "offers by email given, text 1, until",
            "4 fields: full-name, email, phone, payment-card",
            "a fifth, the identity-number",
            "Đơn vị liên kết Giả Định: email, full-name for affiliate-service",
            "refused: needs-customer-allows",
            "delete, under the same reference",
            "refused: needs-legal-basis",
            "refused: needs-two-approvals",
            "refused: needs-within-scope",
            "“điều được hỏi nằm ngoài phạm vi của văn bản.”",
            "and nothing of the authority",
            "demands.release by legal-1 on ",
            "refused: needs-verified-requester",
            "answered in time, with a letter",
            ", overdue",
            "answered late, with a letter",
            "nothing yet: what was closed today is due from",
            "The server starts again with its clock at",
            "1 customer: identity 1, contact 1",
            "contact, identity, gone on",
            "verified: retention.run by keeper",
            "offers by email: Given; neither name nor address",
            "consent-evidence until",
            "the same answer as for somebody unknown",
            "offers by email: Given, Withdrawn; neither name nor address",
            "rejected: The inclusion proof does not lead to the root",
            "rejected: tile/entries/000")
        .doesNotContain("THIS DIFFERS")
        .doesNotContain(" ERROR ");
    assertThat(walk.status()).isZero();
    SyntheticCustomer newcomer = SyntheticCompany.people(DemoCommand.SEED, 201).getLast();
    assertThat(walk.printed().lines().filter(line -> line.contains(newcomer.name())))
        .as("the lines with a name in clear")
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.contains("(synthetic)"));
    assertThat(folder).isEmptyDirectory();
    assertThat(ChildProcesses.in(folder)).isEmpty();
  }
}
