package vn.onecall.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Finding;

class ModelValidationTest {

  @Property
  void promisesAreOrderedAsNumbers(
      @ForAll @IntRange(max = 999) int part,
      @ForAll @IntRange(min = 1, max = 999) int place,
      @ForAll @IntRange(max = 999) int otherPart,
      @ForAll @IntRange(min = 1, max = 999) int otherPlace) {
    int expected = Integer.compare(part * 1000 + place, otherPart * 1000 + otherPlace);
    PromiseId one = new PromiseId(part + "." + place);
    PromiseId other = new PromiseId(otherPart + "." + otherPlace);
    assertThat(Integer.signum(one.compareTo(other))).isEqualTo(expected);
    assertThat(one.equals(other)).isEqualTo(expected == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1.", ".1", "1.0", "01.1", "1.01", "1.1.1", "-1.1", "1,1", "1.1 "})
  void refusesWhatIsNoPromisesNumber(String text) {
    assertThatThrownBy(() -> new PromiseId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wordsAreEnglishForEnglishReadersAndVietnameseForAllOthers() {
    BilingualText words = new BilingualText("Quý khách", "The customer");
    assertThat(words.in(Locale.US)).isEqualTo("The customer");
    assertThat(words.in(Locale.of("vi"))).isEqualTo("Quý khách");
    assertThat(words.in(Locale.FRANCE)).isEqualTo("Quý khách");
    assertThatThrownBy(() -> new BilingualText("", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BilingualText("x", " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesCannotBeMadeWrong() {
    BilingualText words = new BilingualText("a", "b");
    PromiseId promise = new PromiseId("1.1");
    assertThatThrownBy(() -> new Fact("f", 0, promise, words))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fact("f", Fact.MAX_NUMBER + 1, promise, words))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Retention(Period.ZERO, "e", words))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Enforcement.Kept(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Enforcement.Refused(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Finding("f", 0, "r")).isInstanceOf(IllegalArgumentException.class);
  }
}
