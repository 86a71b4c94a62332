/**
 * What the value of a field may be: how input becomes one canonical value, how that is masked, what
 * is derived from it and under which terms it is found; and the facts that this needs: the
 * administrative units of Vietnam and its banks, from tables with their sources.
 */
@NullMarked
package vn.onecall.fields;

import org.jspecify.annotations.NullMarked;
