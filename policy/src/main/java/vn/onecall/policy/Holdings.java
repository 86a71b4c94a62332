package vn.onecall.policy;

import java.util.Map;

/** What a policy lets the server hold, and why. */
record Holdings(
    Map<String, Category> categories, Map<String, Purpose> purposes, Map<String, Field> fields) {

  Holdings {
    categories = Ordered.copy(categories);
    purposes = Ordered.copy(purposes);
    fields = Ordered.copy(fields);
  }
}
