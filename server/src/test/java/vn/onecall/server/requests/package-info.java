@NullMarked
package vn.onecall.server.requests;

import org.jspecify.annotations.NullMarked;
