/** {@code onecall demo}: a synthetic company on a server of its own, and the walk through it. */
@NullMarked
package vn.onecall.cli.demo;

import org.jspecify.annotations.NullMarked;
