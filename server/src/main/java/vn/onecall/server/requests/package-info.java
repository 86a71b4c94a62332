/**
 * Requests of data subjects: recorded with the legal deadlines of their day, processed, answered by
 * letter, and closed only by an answer, a refusal that cites its article, or the customer.
 */
@NullMarked
@ApplicationModule(
    displayName = "Requests",
    allowedDependencies = {
      "cursors",
      "problems",
      "transfers :: disclosed-recipients",
      "verification"
    })
package vn.onecall.server.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
