/** What a customer agrees to, refuses and withdraws, over the API. */
@NullMarked
package vn.onecall.server.consents;

import org.jspecify.annotations.NullMarked;
