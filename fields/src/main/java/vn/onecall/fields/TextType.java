package vn.onecall.fields;

/** A type whose input is one text. */
interface TextType extends FieldType {

  @Override
  Parsed parse(String input);

  @Override
  default Parsed parse(Input input) {
    return switch (input) {
      case Input.Text(String value) -> parse(value);
      case Input.Parts parts -> new Parsed.Invalid(Reason.TEXT_WANTED);
    };
  }
}
