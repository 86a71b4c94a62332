package vn.onecall.policy.model;

import java.util.Map;
import vn.onecall.messages.BilingualText;

/**
 * Where data may come from. What is not listed is refused. Each map leads from a name to its text
 * for people, in file order.
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
