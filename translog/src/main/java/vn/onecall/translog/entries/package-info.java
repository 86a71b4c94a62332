/**
 * What one entry of 1CALL's log commits to, how it is opened, and the receipt that an outsider
 * verifies offline with nothing but this module and the log's public key.
 */
@NullMarked
package vn.onecall.translog.entries;

import org.jspecify.annotations.NullMarked;
