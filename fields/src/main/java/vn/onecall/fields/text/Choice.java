package vn.onecall.fields.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * One value of a closed list; its canonical form is the code of the option. Accepted are the code,
 * the name in either language and known aliases, in any case, with or without diacritics.
 *
 * <p>Its mask shows nothing, and it is not searched.
 */
public final class Choice implements TextType {

  /** The form of a code. An option that is later removed from the list stays canonical. */
  public static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final Messages MESSAGES = Messages.beside(Choice.class);

  private static final int LONGEST = 60;

  private final String name;
  private final List<Option> options;
  private final Map<String, String> codes = new HashMap<>();

  /**
   * A choice.
   *
   * @param aliases other names, each with the code that it stands for
   */
  public Choice(String name, List<Option> options, Map<String, String> aliases) {
    this.name = name;
    this.options = List.copyOf(options);
    options.forEach(option -> codes.put(key(option.value()), option.value()));
    options.forEach(option -> codes.putIfAbsent(key(option.words().vi()), option.value()));
    options.forEach(option -> codes.putIfAbsent(key(option.words().en()), option.value()));
    aliases.forEach((alias, code) -> codes.putIfAbsent(key(alias), code));
  }

  /** A choice among codes that have no other names. */
  public static Choice ofCodes(String name, List<String> codes) {
    return new Choice(
        name,
        codes.stream().map(code -> new Option(code, new BilingualText(code, code))).toList(),
        Map.of());
  }

  /** Yes or no. */
  public static Choice yesNo() {
    return new Choice(
        "yes-no",
        List.of(new Option("yes", MESSAGES.words("yes")), new Option("no", MESSAGES.words("no"))),
        Map.of("true", "yes", "false", "no"));
  }

  private static String key(String text) {
    return Folding.fold(Characters.line(text)).replace(".", "");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String code = codes.get(key(input));
    return code == null
        ? new ParseResult.Invalid(ValidationError.NOT_LISTED)
        : new ParseResult.Valid(code);
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, CODE, canonical);
    return Masks.HIDDEN;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.require(this, CODE, canonical);
    return List.of();
  }

  @Override
  public List<Option> options() {
    return options;
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
