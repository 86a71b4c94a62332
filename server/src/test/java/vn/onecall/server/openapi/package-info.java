/** Whether the API's description is true. */
@NullMarked
package vn.onecall.server.openapi;

import org.jspecify.annotations.NullMarked;
