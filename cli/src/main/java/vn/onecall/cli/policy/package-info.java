/**
 * onecall policy and onecall promises: print and check a policy, and report on its promises and
 * their tests.
 */
@NullMarked
package vn.onecall.cli.policy;

import org.jspecify.annotations.NullMarked;
