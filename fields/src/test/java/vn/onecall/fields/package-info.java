/** Tests of the field types: tables of good and bad values, and properties over all of them. */
@NullMarked
package vn.onecall.fields;

import org.jspecify.annotations.NullMarked;
