/**
 * Who calls the API: clients by OAuth 2.0 client credentials (RFC 6749 section 4.4), and people by
 * a key of their own ({@code private_key_jwt}); each entitled to activities of the policy.
 */
@NullMarked
@ApplicationModule(displayName = "Clients", allowedDependencies = "problems")
package vn.onecall.server.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
