package vn.onecall.cli;

import tools.jackson.databind.JsonNode;

/**
 * What the API answered.
 *
 * @param status the HTTP status
 * @param etag the ETag, empty if there is none
 * @param body the JSON body; a missing node if there is none
 */
public record Answer(int status, String etag, JsonNode body) {

  /** A text of the body, empty if it is not there. */
  public String text(String name) {
    return body.path(name).stringValue("");
  }

  /** A field's value as it was shown, empty if it was not. */
  public String shown(String field) {
    return body.path("fields").path(field).path("value").stringValue("");
  }

  /** Whether every field is shown in this form, and there are some. */
  public boolean allInForm(String form) {
    JsonNode fields = body.path("fields");
    return !fields.isEmpty()
        && fields.valueStream().allMatch(field -> field.path("form").stringValue("").equals(form));
  }

  /** Whether this field is shown masked, and every other in clear. */
  public boolean onlyMasked(String field) {
    return body.path("fields").properties().stream()
        .allMatch(shown ->
            shown
                .getValue()
                .path("form")
                .stringValue("")
                .equals(shown.getKey().equals(field) ? "masked" : "clear"));
  }

  /** The only customer that a search found, as an answer of its own. */
  public Answer onlyFound() {
    JsonNode customers = body.path("customers");
    return new Answer(status, etag, customers.size() == 1 ? customers.path(0) : customers.path(-1));
  }

  /** Names the status only: a body may be personal. */
  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }
}
