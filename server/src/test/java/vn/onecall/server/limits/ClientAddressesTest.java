package vn.onecall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose share a request is counted in. */
class ClientAddressesTest {

  @Test
  void believesNobodyWhoIsNoConfiguredProxy() {
    assertThat(address(List.of(), "203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    assertThat(address(List.of("10.0.0.0/8"), "203.0.113.9", "198.51.100.1"))
        .isEqualTo("203.0.113.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1 | 198.51.100.1",
        "192.0.2.66, 198.51.100.1 | 198.51.100.1",
        "192.0.2.66, 198.51.100.1, 10.1.1.1 | 198.51.100.1",
        "198.51.100.1, nonsense | 10.0.0.7",
        "10.1.1.1, 10.1.1.2 | 10.1.1.1",
        "'' | 10.0.0.7"
      })
  void takesFromAProxyTheNearestAddressThatIsNoProxy(String forwarded, String counted) {
    assertThat(address(List.of("10.0.0.0/8"), "10.0.0.7", forwarded)).isEqualTo(counted);
  }

  @Test
  void countsANetworkOf64BitsAsOneAddress() {
    String one = address(List.of(), "2001:db8:1:2::1", "");
    assertThat(address(List.of(), "2001:db8:1:2:ffff::9", "")).isEqualTo(one);
    assertThat(address(List.of(), "2001:db8:1:3::1", "")).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "", "/8", "2001:db8::/129"})
  void takesNoNameAndNoRangeThatIsNoneForAProxy(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String address(List<String> proxies, String remote, String forwarded) {
    return new ClientAddresses(proxies)
        .of(remote, forwarded.isEmpty() ? List.of() : List.of(forwarded));
  }
}
