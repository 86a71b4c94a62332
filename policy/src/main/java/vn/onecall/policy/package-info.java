/** The published policy as a program: the policy itself, and what can be wrong with one. */
@NullMarked
package vn.onecall.policy;

import org.jspecify.annotations.NullMarked;
