/** The policy for its readers: a page for people, an access matrix, an export in DPV. */
@NullMarked
package vn.onecall.policy.publishing;

import org.jspecify.annotations.NullMarked;
