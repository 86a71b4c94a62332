/**
 * The description of the API in OpenAPI 3.1, public. It is written by hand, because the endpoints
 * parse their bodies part by part and no generator could derive their inputs; a test compares it
 * with every endpoint and every response.
 */
@NullMarked
@ApplicationModule(
    displayName = "OpenAPI",
    allowedDependencies = {})
package vn.onecall.server.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
