@NullMarked
package vn.onecall.messages;

import org.jspecify.annotations.NullMarked;
