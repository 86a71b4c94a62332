package vn.onecall.policy;

/**
 * Something that the server knows of a subject when it decides. Name and number are stable and
 * never reused, since log entries hold them.
 *
 * @param name the fact's name in the policy
 * @param number its place in a row of facts, from 1 to {@link #MAX_NUMBER}
 * @param promise what a denial names when this fact, or its absence, stands in the way
 * @param words the fact as a sentence
 */
public record Fact(String name, int number, PromiseId promise, Words words) {

  /** The highest number, so that a row of facts stays within 512 bytes. */
  public static final int MAX_NUMBER = 4095;

  public Fact {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("A fact's number lies between 1 and " + MAX_NUMBER);
    }
  }
}
