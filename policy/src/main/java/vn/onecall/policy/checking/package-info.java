/** Proves that a policy keeps its own rules and the law, in every state of the facts. */
@NullMarked
package vn.onecall.policy.checking;

import org.jspecify.annotations.NullMarked;
