/** Agreements with recipients: their terms, versions and keys, and where a delivery may go. */
@NullMarked
package vn.onecall.server.transfers.agreements;

import org.jspecify.annotations.NullMarked;
