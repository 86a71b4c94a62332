@NullMarked
package vn.onecall.cli;

import org.jspecify.annotations.NullMarked;
