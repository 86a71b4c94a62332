/** onecall demo: a synthetic company on a server of its own. */
@NullMarked
package vn.onecall.cli.demo;

import org.jspecify.annotations.NullMarked;
