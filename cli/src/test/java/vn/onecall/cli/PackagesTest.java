package vn.onecall.cli;

import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.PackageRules;

/** The packages of this module. */
class PackagesTest {

  @Test
  void areSmallAndDependOnEachOtherInNoCircle() {
    PackageRules.check(
        "vn.onecall.cli",
        Set.of(
            "vn.onecall.cli",
            "vn.onecall.cli.command",
            "vn.onecall.cli.rest",
            "vn.onecall.cli.log",
            "vn.onecall.cli.policy",
            "vn.onecall.cli.retention",
            "vn.onecall.cli.demo",
            "vn.onecall.cli.demo.company",
            "vn.onecall.cli.demo.api",
            "vn.onecall.cli.demo.partners",
            "vn.onecall.cli.demo.server",
            "vn.onecall.cli.demo.registration",
            "vn.onecall.cli.demo.walk"));
  }
}
