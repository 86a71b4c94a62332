@NullMarked
package vn.onecall.server.transfers;

import org.jspecify.annotations.NullMarked;
