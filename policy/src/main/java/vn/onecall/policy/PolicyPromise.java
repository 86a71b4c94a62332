package vn.onecall.policy;

/**
 * A numbered statement of the policy, and how it is held.
 *
 * @param id its number
 * @param words what is promised
 * @param keeping what keeps it, or what is refused until it can be kept
 */
public record PolicyPromise(PromiseId id, Words words, Keeping keeping) {}
