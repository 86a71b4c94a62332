/** The synthetic company: its customers, made up from a seed. */
@NullMarked
package vn.onecall.cli.demo.company;

import org.jspecify.annotations.NullMarked;
