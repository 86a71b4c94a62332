/** Deciding transfers, delivering what stands in the outbox, and following it to its deletion. */
@NullMarked
package vn.onecall.server.transfers.delivery;

import org.jspecify.annotations.NullMarked;
