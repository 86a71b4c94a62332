@NullMarked
package vn.onecall.server.demands;

import org.jspecify.annotations.NullMarked;
