/**
 * The last step of the build: it holds what the policy promises against the tests that ran, and
 * writes {@code docs/promises.md}.
 */
@NullMarked
package vn.onecall.promises;

import org.jspecify.annotations.NullMarked;
