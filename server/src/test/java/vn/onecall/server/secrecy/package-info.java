/** What a thief of disks finds: nothing to read, and nothing to guess by. */
@NullMarked
package vn.onecall.server.secrecy;

import org.jspecify.annotations.NullMarked;
