/** What customers choose about recipients: affiliates, and single transfers for a fee. */
@NullMarked
package vn.onecall.server.transfers.consents;

import org.jspecify.annotations.NullMarked;
