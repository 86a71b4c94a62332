/**
 * What customers ask for by right: taken down with the times of the law of their day, carried out,
 * answered by letter, and never closed but by an answer, a refusal with its article, or the
 * customer.
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
