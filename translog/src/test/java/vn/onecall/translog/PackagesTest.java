package vn.onecall.translog;

import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.PackageRules;

/** The packages of this module. */
class PackagesTest {

  @Test
  void areSmallAndDependOnEachOtherInNoCircle() {
    PackageRules.check(
        "vn.onecall.translog", Set.of("vn.onecall.translog", "vn.onecall.translog.entries"));
  }
}
