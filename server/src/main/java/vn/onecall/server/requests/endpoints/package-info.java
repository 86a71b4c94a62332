/** Requests over the API: submission, steps, lists, and the findings of disputes. */
@NullMarked
package vn.onecall.server.requests.endpoints;

import org.jspecify.annotations.NullMarked;
