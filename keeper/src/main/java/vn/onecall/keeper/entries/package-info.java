/**
 * Access entries: drafts with their commitments and sealed parts, and the entries as they lie in
 * main until the log has taken them.
 */
@NullMarked
@ApplicationModule(
    displayName = "Entries",
    allowedDependencies = {"calls", "faults", "instances", "keys", "subjects"})
package vn.onecall.keeper.entries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
