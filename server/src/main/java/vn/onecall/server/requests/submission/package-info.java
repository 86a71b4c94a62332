/**
 * Receiving new requests: reading them, verifying the requester, and setting the legal deadlines.
 */
@NullMarked
package vn.onecall.server.requests.submission;

import org.jspecify.annotations.NullMarked;
