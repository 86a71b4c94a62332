/**
 * What the value of a field may be: how input becomes one canonical value, how that is masked, and
 * under which term it is found.
 */
@NullMarked
package vn.onecall.fields;

import org.jspecify.annotations.NullMarked;
