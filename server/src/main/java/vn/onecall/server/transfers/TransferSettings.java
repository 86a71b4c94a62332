package vn.onecall.server.transfers;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How transfers leave.
 *
 * @param insideHosts hosts inside the network that recipients may be at all the same, written as in
 *     their addresses; at one of them on the loopback, http will do. For trying out, and for a
 *     gateway of one's own
 * @param pace how often the outbox is looked at when nothing new is told of
 * @param attempt how long after the beginning of an attempt to deliver another one may begin:
 *     longer than one takes, so that two servers never send the same at once
 * @param giveUp how long delivery is tried
 * @param answerBy how long a recipient may take to confirm a deletion
 * @param sslBundle the bundle of {@code spring.ssl.bundle} that says which authorities vouch for
 *     recipients; those that the JDK trusts by default
 */
public record TransferSettings(
    @DefaultValue Set<String> insideHosts,
    @DefaultValue("PT0.5S") Duration pace,
    @DefaultValue("PT20S") Duration attempt,
    @DefaultValue("P7D") Duration giveUp,
    @DefaultValue("P30D") Duration answerBy,
    @Nullable String sslBundle) {
  public TransferSettings {
    insideHosts = Set.copyOf(insideHosts);
  }
}
