/** Tests of keys, seals, indexes and the keystore. */
@NullMarked
package vn.onecall.sealing;

import org.jspecify.annotations.NullMarked;
