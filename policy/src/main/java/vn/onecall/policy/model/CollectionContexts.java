package vn.onecall.policy.model;

import java.util.Map;

/**
 * Where data may come from: what is not listed here is refused (promises 1.3 and 3.1). Each map
 * goes from a name to its words, in file order.
 *
 * @param moments the occasions at which data is taken
 * @param channels the ways by which it comes
 * @param sources those who supply it
 */
public record CollectionContexts(
    Map<String, BilingualText> moments,
    Map<String, BilingualText> channels,
    Map<String, BilingualText> sources) {

  public CollectionContexts {
    moments = FileOrder.copy(moments);
    channels = FileOrder.copy(channels);
    sources = FileOrder.copy(sources);
  }
}
