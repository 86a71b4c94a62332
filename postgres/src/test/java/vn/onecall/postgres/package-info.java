/** Tests of the launcher, with real servers, real processes and real kills. */
@NullMarked
package vn.onecall.postgres;

import org.jspecify.annotations.NullMarked;
