package vn.onecall.fields.text;

import vn.onecall.fields.FieldInput;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/** A type whose input is one text. */
public interface TextType extends FieldType {

  @Override
  ParseResult parse(String input);

  @Override
  default ParseResult parse(FieldInput input) {
    return switch (input) {
      case FieldInput.Text(String value) -> parse(value);
      case FieldInput.Parts parts -> new ParseResult.Invalid(ValidationError.TEXT_WANTED);
    };
  }
}
