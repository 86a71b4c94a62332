/**
 * The log: gives committed entries their place, publishes signed checkpoints and tiles, and proves
 * inclusion and consistency to anyone.
 */
@NullMarked
@ApplicationModule(displayName = "Ledger")
package vn.onecall.keeper.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
