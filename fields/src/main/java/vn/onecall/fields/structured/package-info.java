/**
 * Field types whose input has several named parts: how the parts are read, and how they are written
 * as one canonical text.
 */
@NullMarked
package vn.onecall.fields.structured;

import org.jspecify.annotations.NullMarked;
