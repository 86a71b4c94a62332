package vn.onecall.policy.model;

import vn.onecall.messages.BilingualText;

/**
 * A purpose: why data may be used.
 *
 * @param name the purpose's name in the policy
 * @param dpv its term in the W3C Data Privacy Vocabulary, such as {@code dpv:CustomerCare}
 * @param basis what makes it lawful
 * @param promise the promise under which it stands
 * @param words the purpose for people
 */
public record Purpose(
    String name, String dpv, Basis basis, PromiseId promise, BilingualText words) {}
