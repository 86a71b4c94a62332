package vn.onecall.testing.circle.second;

import org.jspecify.annotations.Nullable;
import vn.onecall.testing.circle.first.First;

/** The other half of a circle between packages, for a test. */
public record Second(@Nullable First first) {}
