/**
 * The baseline: the server that a company would write without this product. It has the same stack
 * and settings, checks the same tokens, shares commits the same way and keeps an audit row for each
 * read, in plain text.
 */
@NullMarked
package vn.onecall.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
