package vn.onecall.policy.model;

import vn.onecall.messages.BilingualText;

/**
 * A category of recipients: companies outside the controller to which data may be disclosed.
 *
 * @param name its name in the policy
 * @param affiliate whether its companies belong to the controller's own group
 * @param words the category for people
 */
public record RecipientCategory(String name, boolean affiliate, BilingualText words) {}
