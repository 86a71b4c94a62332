/** A Merkle transparency log in C2SP formats: append to it, prove from it, verify all of it. */
@NullMarked
package vn.onecall.translog;

import org.jspecify.annotations.NullMarked;
