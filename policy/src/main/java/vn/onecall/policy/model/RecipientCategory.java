package vn.onecall.policy.model;

/**
 * A kind of company outside 1CALL that may receive data.
 *
 * @param name its name in the policy
 * @param affiliate whether it belongs to 1CALL's own group, so that 4.1 holds for it
 * @param words the kind for people
 */
public record RecipientCategory(String name, boolean affiliate, BilingualText words) {}
