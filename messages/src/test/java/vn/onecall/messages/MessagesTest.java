package vn.onecall.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final Messages MESSAGES = Messages.beside(MessagesTest.class);

  private enum Color {
    LIGHT_RED,
    BLUE
  }

  private enum Shade {
    LIGHT_RED
  }

  @Test
  void givesATextInBothLanguagesAndVietnameseToWhoeverReadsAnother() {
    BilingualText words = MESSAGES.words("greeting");

    assertThat(words).isEqualTo(new BilingualText("Kính gửi Quý khách", "Dear customer"));
    assertThat(words.in(Locale.UK)).isEqualTo("Dear customer");
    assertThat(words.in(Locale.FRENCH)).isEqualTo("Kính gửi Quý khách");
  }

  @Test
  void fillsNumberedArgumentsInTheOrderAndTheNumberOfEachLanguage() {
    assertThat(MESSAGES.words("file-count", 1, "An"))
        .isEqualTo(new BilingualText("Có 1 tệp của An", "1 file of An"));
    assertThat(MESSAGES.words("file-count", 1200, "An"))
        .isEqualTo(new BilingualText("Có 1.200 tệp của An", "1,200 files of An"));
    assertThat(MESSAGES.words("apostrophe", "{x}").en()).isEqualTo("The customer's code: {x}");
  }

  @Test
  void fillsATextIntoAnotherInEachLanguage() {
    BilingualText who = new BilingualText("Quý khách", "you");

    assertThat(MESSAGES.words("file-count", 2, who))
        .isEqualTo(new BilingualText("Có 2 tệp của Quý khách", "2 files of you"));
    assertThat(MESSAGES.words("letter", Map.of("controller", who, "today", "01/02")).en())
        .contains("you answers on 01/02.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The customer's code",
        "two '' marks",
        "a brace: '{'0'}'",
        "it's '{quoted}' and ''it'' isn't",
        "'{' unclosed"
      })
  void readsATextWithoutArgumentsAsMessageFormatDoes(String pattern) {
    BilingualText words = new Message("any", pattern, pattern).words(Map.of());

    assertThat(words.en()).isEqualTo(new MessageFormat(pattern, Locale.ENGLISH).format(Map.of()));
  }

  @Test
  void fillsNamedArgumentsAndPassesOverThoseThatATextDoesNotName() {
    Map<String, String> values = Map.of("controller", "1CALL", "today", "01/02", "unused", "x");

    assertThat(MESSAGES.words("letter", values).vi())
        .isEqualTo("Kính gửi Quý khách,\n\n1CALL trả lời ngày 01/02.");
  }

  @Test
  void refusesAnUnknownTextAndWrongArguments() {
    assertThatIllegalArgumentException().isThrownBy(() -> MESSAGES.words("none"));
    assertThatIllegalArgumentException().isThrownBy(() -> MESSAGES.words("greeting", "more"));
    assertThatIllegalArgumentException().isThrownBy(() -> MESSAGES.words("file-count", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MESSAGES.words("letter", Map.of("today", "01/02")));
  }

  @Test
  void givesATextForEachConstantOfAnEnumeration() {
    assertThat(MESSAGES.each("color-", Color.class))
        .containsEntry(Color.LIGHT_RED, new BilingualText("đỏ nhạt", "light red"))
        .containsEntry(Color.BLUE, new BilingualText("xanh", "blue"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MESSAGES.each("color-", Shade.class))
        .withMessageContaining("blue");
    assertThatIllegalArgumentException().isThrownBy(() -> MESSAGES.each("file-", Shade.class));
    assertThat(MESSAGES.startingWith("color-")).containsOnlyKeys("light-red", "blue");
    assertThatIllegalArgumentException().isThrownBy(() -> MESSAGES.startingWith("shade-"));
  }

  @Test
  void refusesAPackageWithoutABundle() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Messages.beside(Test.class))
        .withMessageContaining("org.junit.jupiter.api");
  }

  @Test
  void refusesABundleThatIsNotWhole() throws IOException {
    assertThat(Bundle.read(new StringReader("a = một {0}"), new StringReader("a = one {0}")))
        .containsOnlyKeys("a");
    assertRefused("a = một\nb = hai", "a = one", "'b' has no English");
    assertRefused("a = một", "a = one\nb = two", "[b] have no Vietnamese");
    assertRefused("a = một\na = hai", "a = one", "'a' stands twice");
    assertRefused("a =", "a = one", "'a' is empty");
    assertRefused("a = một", "a = ", "'a' is empty");
  }

  @Test
  void refusesAMessageThatTakesOtherArgumentsInEnglishOrIsNoPattern() {
    assertThat(new Message("a", "một {0}", "{0, plural, one {one #} other {#}}").arguments())
        .containsExactly("0");
    assertThatIllegalStateException()
        .isThrownBy(() -> new Message("a", "một {0}", "one {1}").arguments())
        .withMessageContaining("'a' takes other arguments in English");
    assertThatIllegalStateException()
        .isThrownBy(() -> new Message("a", "một {0", "one {0}").arguments())
        .withMessageContaining("'a' is no pattern");
  }

  private static void assertRefused(String vi, String en, String why) {
    assertThatThrownBy(() -> Bundle.read(new StringReader(vi), new StringReader(en)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }
}
