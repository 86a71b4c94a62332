/** What the law adds to a policy, and the legal clocks that it sets for requests. */
@NullMarked
package vn.onecall.policy.law;

import org.jspecify.annotations.NullMarked;
