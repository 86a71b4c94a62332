/**
 * A launcher of PostgreSQL's own binaries: each instance has one clear owner, listens on the
 * loopback address alone, and does not outlive its owner.
 */
@NullMarked
package vn.onecall.postgres;

import org.jspecify.annotations.NullMarked;
