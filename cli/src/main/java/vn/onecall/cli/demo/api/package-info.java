/** The demo's calls of the API, and the clients and people who make them. */
@NullMarked
package vn.onecall.cli.demo.api;

import org.jspecify.annotations.NullMarked;
