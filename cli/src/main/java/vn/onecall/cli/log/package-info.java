/** onecall log and onecall receipt: verify a published log, or a receipt, from outside. */
@NullMarked
package vn.onecall.cli.log;

import org.jspecify.annotations.NullMarked;
