package vn.onecall.keeper.erasure;

/**
 * How far an instance has followed the erasure journal.
 *
 * @param position the place of the last erasure that it has followed; 0 before the first
 * @param head the hash of the journal at that place
 */
record JournalHead(long position, byte[] head) {}
