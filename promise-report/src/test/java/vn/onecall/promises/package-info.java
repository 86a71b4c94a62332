@NullMarked
package vn.onecall.promises;

import org.jspecify.annotations.NullMarked;
