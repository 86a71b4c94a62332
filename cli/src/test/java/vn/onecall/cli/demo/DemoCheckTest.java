package vn.onecall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.cli.Script;
import vn.onecall.testing.Promise;

/** The whole product, walked through from outside. */
class DemoCheckTest {

  @Test
  @Promise({"1.4", "1.6"})
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
            "fields.phone: no-such-number",
            "(body): duplicate-key",
            "412 Changed since it was read",
            "the same answer as for somebody unknown",
            "rejected: The inclusion proof does not lead to the root",
            "rejected: tile/entries/000.p/")
        .doesNotContain("THIS DIFFERS")
        .doesNotContain(" ERROR ");
    assertThat(walk.status()).isZero();
    Person newcomer = Company.people(DemoCommand.SEED, 201).getLast();
    assertThat(walk.printed().lines().filter(line -> line.contains(newcomer.name())))
        .as("the lines with a name in clear")
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.contains("(synthetic)"));
    assertThat(folder).isEmptyDirectory();
    assertThat(Processes.in(folder)).isEmpty();
  }
}
