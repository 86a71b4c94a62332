/** The published policy as a program: its language, its checker, and the table that decides. */
@NullMarked
package vn.onecall.policy;

import org.jspecify.annotations.NullMarked;
