package vn.onecall.policy;

import java.util.Map;

/**
 * Where data may come from: what is not listed here is refused (promises 1.3 and 3.1). Each map
 * goes from a name to its words, in file order.
 *
 * @param moments the occasions at which data is taken
 * @param channels the ways by which it comes
 * @param sources those who supply it
 */
public record CollectionRules(
    Map<String, Words> moments, Map<String, Words> channels, Map<String, Words> sources) {

  public CollectionRules {
    moments = Ordered.copy(moments);
    channels = Ordered.copy(channels);
    sources = Ordered.copy(sources);
  }
}
