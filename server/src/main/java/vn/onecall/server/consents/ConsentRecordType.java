package vn.onecall.server.consents;

import java.util.List;
import java.util.Map;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/** The field type of consent records. Only this package creates values of it. */
public final class ConsentRecordType implements FieldType {
  /** The name by which the policy calls the type and, in this product, the field. */
  public static final String NAME = "consent-record";

  private static final int LONGEST = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ParseResult parse(FieldInput input) {
    return switch (input) {
      case FieldInput.Text(String text) ->
          text.length() <= LONGEST && ConsentRecord.parse(text).isPresent()
              ? new ParseResult.Valid(text)
              : new ParseResult.Invalid(ValidationError.FORMAT);
      case FieldInput.Parts _ -> new ParseResult.Invalid(ValidationError.FORMAT);
    };
  }

  /** What it is about, and what became of it; neither when nor through whom. */
  @Override
  public String mask(String canonical) {
    ConsentRecord record = read(canonical);
    return record.consent() + " " + record.state().word();
  }

  @Override
  public Map<String, String> parts(String canonical) {
    return read(canonical).parts();
  }

  @Override
  public List<String> indexTerms(String canonical) {
    return List.of();
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }

  private static ConsentRecord read(String canonical) {
    return ConsentRecord.parse(canonical)
        .orElseThrow(() -> new IllegalArgumentException("this is no record of a consent"));
  }
}
