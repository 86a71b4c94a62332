package vn.onecall.policy.model;

import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * Something that the server knows of a subject when it decides. Name and number are stable and
 * never reused, since log entries hold them.
 *
 * @param name the fact's name in the policy
 * @param number its place in a row of facts, from 1 to {@link #MAX_NUMBER}
 * @param promise what a denial names when this fact, or its absence, stands in the way
 * @param derived how the server works it out, if no activity sets it
 * @param event the name of the event that took place when it began to hold, if it tells of one
 * @param words the fact as a sentence
 */
public record Fact(
    String name,
    int number,
    PromiseId promise,
    Optional<Derived> derived,
    Optional<String> event,
    BilingualText words) {

  /** The highest number, so that a row of facts stays within 512 bytes. */
  public static final int MAX_NUMBER = 4095;

  public Fact {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("A fact's number lies between 1 and " + MAX_NUMBER);
    }
  }

  /** A fact that an activity or a consent sets. */
  public Fact(String name, int number, PromiseId promise, BilingualText words) {
    this(name, number, promise, Optional.empty(), Optional.empty(), words);
  }

  /**
   * A fact that follows from a date of birth: it holds while the subject is younger than an age and
   * no other fact lifts it. A subject without the field is not younger.
   *
   * @param from the name of the field that holds the date of birth
   * @param under the age in years, 1 or more
   * @param unless the names of the facts of which any one lifts it
   */
  public record Derived(String from, int under, Set<String> unless) {

    public Derived {
      unless = FileOrder.copy(unless);
    }
  }
}
