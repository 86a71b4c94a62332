package vn.onecall.fields;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One value of a closed list, canonical as the option's code. It is taken by its code, by its name
 * in either language and by other names that it goes by, in any case, with or without marks.
 *
 * <p>Its mask shows nothing, and it is not searched.
 */
final class Choice implements TextType {

  /** What a code looks like; an option once taken off the list stays canonical. */
  static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final int LONGEST = 60;

  private final String name;
  private final List<Option> options;
  private final Map<String, String> codes = new HashMap<>();

  /**
   * A choice.
   *
   * @param aliases other names, each with the code that it stands for
   */
  Choice(String name, List<Option> options, Map<String, String> aliases) {
    this.name = name;
    this.options = List.copyOf(options);
    options.forEach(option -> codes.put(key(option.value()), option.value()));
    options.forEach(option -> codes.putIfAbsent(key(option.words().vi()), option.value()));
    options.forEach(option -> codes.putIfAbsent(key(option.words().en()), option.value()));
    aliases.forEach((alias, code) -> codes.putIfAbsent(key(alias), code));
  }

  /** A choice among codes that have no other names. */
  static Choice ofCodes(String name, List<String> codes) {
    return new Choice(
        name,
        codes.stream().map(code -> new Option(code, new Reason.Words(code, code))).toList(),
        Map.of());
  }

  private static String key(String text) {
    return Folding.fold(Characters.singleSpaced(text)).replace(".", "");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Parsed parse(String input) {
    Optional<Reason> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new Parsed.Invalid(refusal.get());
    }
    String code = codes.get(key(input));
    return code == null ? new Parsed.Invalid(Reason.NOT_LISTED) : new Parsed.Valid(code);
  }

  @Override
  public String mask(String canonical) {
    Canonical.require(this, CODE, canonical);
    return Masks.HIDDEN;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    Canonical.require(this, CODE, canonical);
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
