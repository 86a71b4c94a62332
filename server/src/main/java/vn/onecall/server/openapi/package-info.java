/**
 * The API's own description, OpenAPI 3.1, for anyone. It is written by hand, since the endpoints
 * read their bodies part by part and no generator could see what they take; a test holds it against
 * every endpoint and every answer.
 */
@NullMarked
@ApplicationModule(
    displayName = "OpenAPI",
    allowedDependencies = {})
package vn.onecall.server.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
