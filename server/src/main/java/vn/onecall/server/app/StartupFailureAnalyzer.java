package vn.onecall.server.app;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import vn.onecall.keeper.faults.KeeperException;
import vn.onecall.keeper.features.FeatureException;
import vn.onecall.keeper.instances.InstanceException;
import vn.onecall.keeper.log.LogIntegrityException;
import vn.onecall.policy.PolicyException;
import vn.onecall.postgres.PostgresException;
import vn.onecall.sealing.SealingException;

/** Explains why the server refuses to start, in plain words and without a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupFailureAnalyzer implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case PolicyException e -> {
          return refusal("The policy cannot be served.\n" + e.getMessage(), "Mend the policy.", e);
        }
        case FeatureException e -> {
          return refusal("The policy cannot be served.\n" + e.getMessage(), "Mend the policy.", e);
        }
        case SealingException e -> {
          return refusal(
              e.getMessage(), "Give the keystore of this installation and its unlock.", e);
        }
        case KeeperException e -> {
          return refusal(e.getMessage(), "Nothing is served until this is mended.", e);
        }
        case LogIntegrityException e -> {
          return refusal(e.getMessage(), "Nothing is served until this is mended.", e);
        }
        case InstanceException e -> {
          return refusal(e.getMessage(), "Mend the instance or its settings.", e);
        }
        case PostgresException e -> {
          return refusal(e.getMessage(), "Mend the embedded instance or its folder.", e);
        }
        case UnboundConfigurationPropertiesException e -> {
          return refusal(unknown(e), "Mend the configuration.", e);
        }
        case IllegalArgumentException e when fromUs(e) -> {
          return refusal(e.getMessage(), "Mend the configuration.", e);
        }
        default -> {}
      }
    }
    return null;
  }

  /**
   * Omits the values: a secret written into the configuration instead of a file would be among
   * them.
   */
  private static String unknown(UnboundConfigurationPropertiesException e) {
    return "The configuration has settings that do not exist: "
        + e.getUnboundProperties().stream()
            .map(property -> property.getName().toString())
            .sorted()
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static boolean fromUs(IllegalArgumentException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("vn.onecall.");
  }

  private static FailureAnalysis refusal(@Nullable String message, String action, Throwable e) {
    return new FailureAnalysis(String.valueOf(message), action, e);
  }
}
