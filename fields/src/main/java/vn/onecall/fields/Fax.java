package vn.onecall.fields;

import java.util.List;

/** A fax number, mobile or fixed: written and masked as a {@link Phone} is, but not searched. */
final class Fax implements TextType {

  private final Phone numbers = new Phone();

  @Override
  public String name() {
    return "fax";
  }

  @Override
  public Parsed parse(String input) {
    return numbers.parse(input);
  }

  @Override
  public String mask(String canonical) {
    Canonical.require(this, Phone.SHAPE, canonical);
    return numbers.mask(canonical);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    Canonical.require(this, Phone.SHAPE, canonical);
    return List.of();
  }

  @Override
  public int maxLength() {
    return numbers.maxLength();
  }
}
