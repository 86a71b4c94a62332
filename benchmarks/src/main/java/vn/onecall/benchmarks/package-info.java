/** {@code onecall bench}: the cost of the product, compared with what it replaces. */
@NullMarked
package vn.onecall.benchmarks;

import org.jspecify.annotations.NullMarked;
