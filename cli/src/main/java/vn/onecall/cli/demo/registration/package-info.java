/** Registers the synthetic customers through the API, and remembers who is registered. */
@NullMarked
package vn.onecall.cli.demo.registration;

import org.jspecify.annotations.NullMarked;
