package vn.onecall.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesCheckTest {
  private static final String CODE =
      """
      package shop;
      final class Till {
        private static final Messages MESSAGES = Messages.beside(Till.class);
        BilingualText closed() { return MESSAGES.words("closed"); }
        BilingualText sum(int sum) { return MESSAGES.words("sum", sum, closed()); }
        BilingualText letter() { return MESSAGES.words("letter", Map.of("today", "1")); }
        Object all() { return MESSAGES.startingWith("color-"); }
      }
      """;
  private static final String VI =
      "closed = Đã đóng\nsum = {0} đồng {1}\nletter = Ngày {today}\ncolor-red = đỏ";
  private static final String EN =
      "closed = Closed\nsum = {0} dong {1}\nletter = On {today}\ncolor-red = red";

  @TempDir private Path module = Path.of("");

  @BeforeEach
  void wholeModule() throws IOException {
    write(CODE, VI, EN);
  }

  private void write(String code, String vi, String en) throws IOException {
    Path java = Files.createDirectories(module.resolve("src/main/java/shop"));
    Path resources = Files.createDirectories(module.resolve("src/main/resources/shop"));
    Files.writeString(java.resolve("Till.java"), code);
    Files.writeString(resources.resolve("messages_vi.properties"), vi);
    Files.writeString(resources.resolve("messages_en.properties"), en);
  }

  private void changeCode(String what, String to) throws IOException {
    assertThat(CODE).contains(what);
    write(CODE.replace(what, to), VI, EN);
  }

  private void assertFault(String words) {
    assertThat(MessagesCheck.faults(module)).singleElement().asString().contains(words);
  }

  @Test
  void findsNothingWrongWithAWholeModule() {
    assertThat(MessagesCheck.faults(module)).isEmpty();
  }

  @Test
  void findsATextThatOneLanguageLacks() throws IOException {
    write(CODE, VI + "\nmore = nữa", EN);

    assertThat(MessagesCheck.faults(module)).contains("shop: 'more' has no English.");
  }

  @Test
  void findsATextThatTakesOtherArgumentsInEnglish() throws IOException {
    write(CODE, VI, EN.replace("{0} dong {1}", "{0} dong"));

    assertThat(MessagesCheck.faults(module))
        .contains("shop: 'sum' takes other arguments in English.");
  }

  @Test
  void findsAMissingFile() throws IOException {
    Files.delete(module.resolve("src/main/resources/shop/messages_en.properties"));

    assertThat(MessagesCheck.faults(module)).first().asString().contains("messages_en");
  }

  @Test
  void findsATextThatNoCodeUses() throws IOException {
    write(CODE, VI + "\nmore = nữa", EN + "\nmore = more");

    assertFault("shop: no code uses 'more'");
  }

  @Test
  void findsAKeyInAnotherSpelling() throws IOException {
    write(CODE, VI + "\ncolor-Blue = xanh", EN + "\ncolor-Blue = blue");

    assertFault("'color-Blue' is not in lower case");
  }

  @Test
  void findsAUseOfATextThatThereIsNot() throws IOException {
    changeCode(
        "BilingualText closed() {",
        "BilingualText shut() { return MESSAGES.words(\"shut\"); } BilingualText closed() {");

    assertFault("Till.java: there is no text 'shut'");
  }

  @Test
  void findsAUseWithoutAllItsValues() throws IOException {
    changeCode("\"sum\", sum, closed()", "\"sum\", sum");

    assertFault("Till.java: 'sum' takes [0, 1], and is given 1");
  }

  @Test
  void findsNamedArgumentsThatAreGivenAsNumberedOnes() throws IOException {
    changeCode("\"letter\", Map.of(\"today\", \"1\")", "\"letter\", 1, 2");

    assertFault("'letter' takes [today], and is given 2");
  }

  @Test
  void findsAPrefixThatNoTextHas() throws IOException {
    changeCode(
        "return MESSAGES.startingWith(\"color-\")",
        "MESSAGES.startingWith(\"color-\"); return MESSAGES.each(\"size-\", Size.class)");

    assertFault("Till.java: no text begins with 'size-'");
  }

  @Test
  void findsAKeyThatIsNoLiteral() throws IOException {
    changeCode(
        "BilingualText closed() {",
        "BilingualText any(String key) { return MESSAGES.words(key); } BilingualText closed() {");

    assertFault("the key of a text is no string literal");
  }

  @Test
  void findsABundleThatIsPassedOnOrHeldUnderAnotherName() throws IOException {
    changeCode(
        "BilingualText closed() {",
        "Object all(Other o) { return o.take(MESSAGES); } BilingualText closed() {");
    assertFault("MESSAGES is passed on");

    changeCode(
        "BilingualText closed() {",
        "Messages others = Messages.beside(Other.class); BilingualText closed() {");
    assertFault("not MESSAGES = Messages.beside(Till.class)");
  }

  @Test
  void findsVietnameseInAString() throws IOException {
    changeCode(
        "return MESSAGES.words(\"closed\")", "log(\"Đóng\"); return MESSAGES.words(\"closed\")");
    assertFault("Till.java: a text in Vietnamese stands in the code");

    changeCode(
        "return MESSAGES.words(\"closed\")", "log(\"\\u1ee5\"); return MESSAGES.words(\"closed\")");
    assertFault("Till.java: a text in Vietnamese stands in the code");
  }

  @Test
  void letsAFileOfDataHoldVietnameseAndNoFileThatHoldsNone() throws IOException {
    assertThat(MessagesCheck.faults(module, Set.of("Till.java")))
        .containsExactly("Till.java: no data in Vietnamese stands in it");

    changeCode(
        "return MESSAGES.words(\"closed\")", "log(\"Đóng\"); return MESSAGES.words(\"closed\")");
    assertThat(MessagesCheck.faults(module, Set.of("Till.java"))).isEmpty();
  }

  @Test
  void leavesCommentsAndSignsAlone() throws IOException {
    changeCode(
        "BilingualText closed() {",
        "/** Đóng. */ Object o = \"0 ≤ x · …\"; BilingualText closed() {");

    assertThat(MessagesCheck.faults(module)).isEmpty();
  }

  @Test
  void findsNoVietnameseInItsOwnModule() {
    assertThat(MessagesCheck.faults(Path.of(""))).isEmpty();
  }
}
