/** Data that leaves the company: encrypted to the recipient's key only. */
@NullMarked
@ApplicationModule(displayName = "Envelopes", allowedDependencies = "problems")
package vn.onecall.server.envelopes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
