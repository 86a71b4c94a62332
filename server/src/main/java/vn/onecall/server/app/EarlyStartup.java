package vn.onecall.server.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.policy.Policy;
import vn.onecall.policy.checking.PolicyChecker;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.server.settings.Settings;

/**
 * Loads the policy and opens the instances in the background while Spring starts, because neither
 * depends on Spring. An invalid policy stops the server before it changes anything in an instance.
 */
final class EarlyStartup implements AutoCloseable {
  private final CompletableFuture<Policy> policy;
  private final CompletableFuture<Instances> instances;

  private EarlyStartup(OnecallSettings settings) {
    policy =
        CompletableFuture.supplyAsync(
            () -> PolicyChecker.requireSound(PolicyReader.load(settings.policy())),
            EarlyStartup::start);
    instances =
        CompletableFuture.supplyAsync(
            () -> Instances.open(KeeperConfiguration.settings(settings), this::policy),
            EarlyStartup::start);
  }

  /** Starts loading and opening. */
  static EarlyStartup begin(OnecallSettings settings) {
    return new EarlyStartup(settings);
  }

  /**
   * Starts as soon as the configuration is read. An invalid configuration opens nothing; Spring
   * reports it later.
   */
  static final class Early
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
        // The build prepares the beans, and serves nobody.
        return;
      }
      OnecallSettings settings;
      try {
        settings =
            new Settings(context.getEnvironment())
                .root(OnecallSettings.class, Features.discover().settings());
      } catch (RuntimeException e) {
        return;
      }
      EarlyStartup opening = begin(settings);
      context.getBeanFactory().registerSingleton("begun", new Begun(opening));
      context.addApplicationListener(new OnFailure(opening));
    }
  }

  /** What was begun before there were beans. */
  record Begun(EarlyStartup opening) {}

  /** Closes the instances if the server fails to start before it has taken them over. */
  private record OnFailure(EarlyStartup opening)
      implements ApplicationListener<ApplicationFailedEvent> {
    @Override
    public void onApplicationEvent(ApplicationFailedEvent event) {
      opening.close();
    }
  }

  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().name("opening").start(work);
  }

  /** Waits for the checked policy; throws the exception of a failed load or check. */
  Policy policy() {
    return await(policy);
  }

  /** Waits for the open instances; throws the exception of a failed opening. */
  Instances instances() {
    return await(instances);
  }

  /** Closes the opened instances, even if the server never used them. */
  @Override
  public void close() {
    instances
        .handle((opened, failure) -> {
          if (opened != null) {
            opened.close();
          }
          return true;
        })
        .join();
  }

  private static <T> T await(CompletableFuture<T> awaited) {
    try {
      return awaited.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
