package vn.onecall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each caller has its own places, and gets them back. */
class AtOnceTest {
  private final AtOnce<String> places = new AtOnce<>(2);

  @Test
  void servesACallerNoMoreAtOnceThanItsShare() {
    assertThat(places.enter("one")).isTrue();
    assertThat(places.enter("one")).isTrue();
    assertThat(places.enter("one")).isFalse();
    assertThat(places.enter("other")).isTrue();
    places.leave("one");
    assertThat(places.enter("one")).isTrue();
    assertThat(places.enter("one")).isFalse();
  }
}
