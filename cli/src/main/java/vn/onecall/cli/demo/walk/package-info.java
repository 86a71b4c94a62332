/**
 * The walk through the product: one chapter for each thing that the product does, printed as a
 * transcript.
 */
@NullMarked
package vn.onecall.cli.demo.walk;

import org.jspecify.annotations.NullMarked;
