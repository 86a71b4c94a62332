package vn.onecall.testing.circle.first;

import vn.onecall.testing.circle.second.Second;

/** Half of a circle between packages, for a test. */
public record First(Second second) {}
