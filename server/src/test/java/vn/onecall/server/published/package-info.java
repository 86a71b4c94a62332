/** The published policy is the one that decides. */
@NullMarked
package vn.onecall.server.published;

import org.jspecify.annotations.NullMarked;
