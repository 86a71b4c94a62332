@NullMarked
package vn.onecall.server.clients;

import org.jspecify.annotations.NullMarked;
