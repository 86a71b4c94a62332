/** Processing requests: acknowledging, extending, answering, refusing, withdrawing and merging. */
@NullMarked
package vn.onecall.server.requests.steps;

import org.jspecify.annotations.NullMarked;
