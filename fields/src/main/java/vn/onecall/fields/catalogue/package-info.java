/**
 * All field types by the names that a policy file uses, and the types that a policy file
 * configures.
 */
@NullMarked
package vn.onecall.fields.catalogue;

import org.jspecify.annotations.NullMarked;
