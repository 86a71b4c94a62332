/** Field types for payment: bank accounts and payment cards. */
@NullMarked
package vn.onecall.fields.payment;

import org.jspecify.annotations.NullMarked;
