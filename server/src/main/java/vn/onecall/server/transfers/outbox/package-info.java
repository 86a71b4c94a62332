/** The outbox: every transfer that was decided, and how far its delivery has come. */
@NullMarked
package vn.onecall.server.transfers.outbox;

import org.jspecify.annotations.NullMarked;
