package vn.onecall.keeper.decisions;

import java.time.Instant;
import vn.onecall.policy.model.Form;

/**
 * One field as the activity may see it.
 *
 * @param field the field's name in the policy
 * @param item which of several, from 0
 * @param version the value's version, from 1
 * @param value the value in its form
 * @param form how much of it is shown
 * @param collectedAt when the value was given
 */
public record ShownValue(
    String field, int item, int version, Personal value, Form form, Instant collectedAt) {}
