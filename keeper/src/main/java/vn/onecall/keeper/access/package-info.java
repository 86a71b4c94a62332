/**
 * The door: the one way to personal data. It asks the policy, checks the facts, writes the entry
 * and reads the sealed rows in one statement, and only after its commit hands out a grant that
 * opens just those fields. No proxies or annotations here: every transaction is explicit.
 */
@NullMarked
@ApplicationModule(displayName = "Access")
package vn.onecall.keeper.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
