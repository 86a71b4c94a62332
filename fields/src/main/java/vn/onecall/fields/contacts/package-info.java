/**
 * Field types by which a person or a device is reached: email, telephone, fax, postal address,
 * network address.
 */
@NullMarked
package vn.onecall.fields.contacts;

import org.jspecify.annotations.NullMarked;
