/**
 * The contract of a field type: what it reads, what it answers, how it masks, derives and indexes a
 * value. The types themselves are in the packages below; {@code FieldTypes} in {@code catalogue}
 * has them all by name.
 */
@NullMarked
package vn.onecall.fields;

import org.jspecify.annotations.NullMarked;
