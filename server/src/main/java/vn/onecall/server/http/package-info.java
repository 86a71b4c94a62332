/**
 * The edge of HTTP: what a connection, a request and its body may have of the server, and a problem
 * for whatever no part of the program answers.
 */
@NullMarked
@ApplicationModule(
    displayName = "HTTP",
    allowedDependencies = {"limits", "problems"})
package vn.onecall.server.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
