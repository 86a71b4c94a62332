package vn.onecall.sealing;

import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.PackageRules;

/** The packages of this module. */
class PackagesTest {

  @Test
  void areSmallAndDependOnEachOtherInNoCircle() {
    PackageRules.check(
        "vn.onecall.sealing", Set.of("vn.onecall.sealing", "vn.onecall.sealing.address"));
  }
}
