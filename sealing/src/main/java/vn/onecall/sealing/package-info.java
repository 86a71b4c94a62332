/**
 * Keys per person, fields sealed under them, blind indexes over them, and the keystore that holds
 * the roots of it all.
 */
@NullMarked
package vn.onecall.sealing;

import org.jspecify.annotations.NullMarked;
