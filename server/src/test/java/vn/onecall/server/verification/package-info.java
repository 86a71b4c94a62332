@NullMarked
package vn.onecall.server.verification;

import org.jspecify.annotations.NullMarked;
