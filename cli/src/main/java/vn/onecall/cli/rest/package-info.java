/** A client of the server's REST API. */
@NullMarked
package vn.onecall.cli.rest;

import org.jspecify.annotations.NullMarked;
