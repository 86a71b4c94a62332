/**
 * The server as a process of its own: what it keeps and what it hides when it is halted between two
 * steps, killed, restored from old copies, searched and attacked.
 */
@NullMarked
package vn.onecall.server.crash;

import org.jspecify.annotations.NullMarked;
