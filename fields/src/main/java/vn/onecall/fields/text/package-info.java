/**
 * Field types whose input is one text, whatever it is about, and what all such types are built
 * from: character checks, folding, masks.
 */
@NullMarked
package vn.onecall.fields.text;

import org.jspecify.annotations.NullMarked;
