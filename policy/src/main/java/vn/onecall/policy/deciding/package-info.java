/** Decides activities by a table compiled from the policy, and explains denials. */
@NullMarked
package vn.onecall.policy.deciding;

import org.jspecify.annotations.NullMarked;
