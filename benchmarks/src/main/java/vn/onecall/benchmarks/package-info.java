/** What the product costs, measured beside what it replaces: {@code onecall bench}. */
@NullMarked
package vn.onecall.benchmarks;

import org.jspecify.annotations.NullMarked;
