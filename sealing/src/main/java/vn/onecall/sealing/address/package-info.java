/** The address of a sealed value or a wrapped key, and its encoding as associated data. */
@NullMarked
package vn.onecall.sealing.address;

import org.jspecify.annotations.NullMarked;
