/**
 * Reference data of Vietnam: administrative units of today and of before 2025-07-01, and banks.
 * Each table names its source in its first lines.
 */
@NullMarked
package vn.onecall.fields.reference;

import org.jspecify.annotations.NullMarked;
