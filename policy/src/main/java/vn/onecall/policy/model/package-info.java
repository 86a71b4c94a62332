/** The parts of a policy, as values: data, purposes, activities, consents, transfers, promises. */
@NullMarked
package vn.onecall.policy.model;

import org.jspecify.annotations.NullMarked;
