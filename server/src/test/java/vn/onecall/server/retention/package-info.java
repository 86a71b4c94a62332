/** What has been kept for its time goes, and nothing before. */
@NullMarked
package vn.onecall.server.retention;

import org.jspecify.annotations.NullMarked;
