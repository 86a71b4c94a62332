@NullMarked
package vn.onecall.cli.demo;

import org.jspecify.annotations.NullMarked;
