package vn.onecall.fields.contacts;

import java.util.List;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.TextType;

/** A fax number: parsed and masked as a {@link Phone}, but not searched. */
final class Fax implements TextType {

  private final Phone numbers = new Phone();

  @Override
  public String name() {
    return "fax";
  }

  @Override
  public ParseResult parse(String input) {
    return numbers.parse(input);
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, Phone.SHAPE, canonical);
    return numbers.mask(canonical);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.require(this, Phone.SHAPE, canonical);
    return List.of();
  }

  @Override
  public int maxLength() {
    return numbers.maxLength();
  }
}
