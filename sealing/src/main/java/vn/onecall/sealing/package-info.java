/**
 * Data keys per person and category, fields sealed under them, blind indexes, and the keystore with
 * their root keys. It is one package because only here the bytes of a key can be read.
 */
@NullMarked
package vn.onecall.sealing;

import org.jspecify.annotations.NullMarked;
