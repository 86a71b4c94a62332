package vn.onecall.policy.model;

import vn.onecall.messages.BilingualText;

/**
 * A promise: a numbered statement of the policy, and how it is enforced.
 *
 * @param id its number
 * @param words what is promised
 * @param enforcement what keeps it, or what is refused until it can be kept
 */
public record PolicyPromise(PromiseId id, BilingualText words, Enforcement enforcement) {}
