package vn.onecall.cli.rest;

import tools.jackson.databind.JsonNode;

/**
 * A response of the API.
 *
 * @param status the HTTP status
 * @param etag the ETag, empty if there is none
 * @param body the JSON body; a missing node if there is none
 */
public record RestResponse(int status, String etag, JsonNode body) {

  /** A text of the body; empty if absent. */
  public String text(String name) {
    return body.path(name).stringValue("");
  }

  /** The shown value of a field; empty if it is not shown. */
  public String shown(String field) {
    return body.path("fields").path(field).path("value").stringValue("");
  }

  /** Whether there are fields, and all are shown in this form. */
  public boolean allInForm(String form) {
    JsonNode fields = body.path("fields");
    return !fields.isEmpty()
        && fields.valueStream().allMatch(field -> field.path("form").stringValue("").equals(form));
  }

  /** Whether this field is masked, and every other is clear. */
  public boolean onlyMasked(String field) {
    return body.path("fields").properties().stream()
        .allMatch(shown ->
            shown
                .getValue()
                .path("form")
                .stringValue("")
                .equals(shown.getKey().equals(field) ? "masked" : "clear"));
  }

  /** The only customer of a search result, as a response. */
  public RestResponse onlyFound() {
    JsonNode customers = body.path("customers");
    return new RestResponse(
        status, etag, customers.size() == 1 ? customers.path(0) : customers.path(-1));
  }

  /** Shows only the status: the body may hold personal data. */
  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }
}
