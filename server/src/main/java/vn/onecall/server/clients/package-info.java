/**
 * The API's clients: OAuth 2.0 client credentials (RFC 6749 section 4.4), each client entitled to
 * activities of the policy.
 */
@NullMarked
@ApplicationModule(displayName = "Clients")
package vn.onecall.server.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
