package vn.onecall.server.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.log.TransparencyLog;
import vn.onecall.policy.Policy;

/**
 * Logs the first line that an operator reads: the address, the policy in force and the size of the
 * log.
 */
@Component
final class StartupMessage {
  private static final Logger LOG = LoggerFactory.getLogger(StartupMessage.class);

  private final Policy policy;
  private final TransparencyLog log;

  StartupMessage(Policy policy, TransparencyLog log) {
    this.policy = policy;
    this.log = log;
  }

  @EventListener
  void serving(WebServerInitializedEvent event) {
    LOG.info(
        "Serving on port {} by the policy {} version {}; the log holds {} entries.",
        event.getWebServer().getPort(),
        policy.name(),
        policy.version(),
        log.size());
  }
}
