package vn.onecall.keeper.decisions;

import java.time.Instant;

/** One sealed value as it lies in main. */
record SealedRow(
    String field, int item, int version, String category, byte[] ciphertext, Instant collectedAt) {}
