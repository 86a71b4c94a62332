package vn.onecall.fields;

import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.PackageRules;

/** The packages of this module. */
class PackagesTest {

  @Test
  void areSmallAndDependOnEachOtherInNoCircle() {
    PackageRules.check(
        "vn.onecall.fields",
        Set.of(
            "vn.onecall.fields",
            "vn.onecall.fields.text",
            "vn.onecall.fields.structured",
            "vn.onecall.fields.reference",
            "vn.onecall.fields.people",
            "vn.onecall.fields.contacts",
            "vn.onecall.fields.payment",
            "vn.onecall.fields.catalogue"));
  }
}
