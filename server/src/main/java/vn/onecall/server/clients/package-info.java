/**
 * Authentication of API callers: clients by OAuth 2.0 client credentials (RFC 6749 section 4.4),
 * and people by their own key ({@code private_key_jwt}); each may name certain activities of the
 * policy.
 */
@NullMarked
@ApplicationModule(displayName = "Clients", allowedDependencies = "problems")
package vn.onecall.server.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
