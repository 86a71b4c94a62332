package vn.onecall.server.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.policy.Policy;
import vn.onecall.policy.checking.PolicyChecker;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.server.settings.Settings;

/**
 * The policy and the instances on their way: both take their time, and neither needs anything of
 * Spring's, which has enough to do meanwhile. The policy is proved first, so that a malformed one
 * stops the server before any instance is touched.
 */
final class EarlyStartup implements AutoCloseable {
  private final CompletableFuture<Policy> policy;
  private final CompletableFuture<Instances> instances;

  private EarlyStartup(OnecallSettings config) {
    policy =
        CompletableFuture.supplyAsync(
            () -> PolicyChecker.requireSound(PolicyReader.load(config.policy())),
            EarlyStartup::start);
    instances =
        policy.thenApplyAsync(
            any -> Instances.open(KeeperConfiguration.settings(config)), EarlyStartup::start);
  }

  /** Begins with it. */
  static EarlyStartup begin(OnecallSettings config) {
    return new EarlyStartup(config);
  }

  /**
   * Begins as soon as the configuration is read. One that is wrong opens nothing: it is left to
   * Spring to refuse it.
   */
  static final class Early
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      OnecallSettings config;
      try {
        config =
            new Settings(context.getEnvironment())
                .root(OnecallSettings.class, Features.discover().settings());
      } catch (RuntimeException e) {
        return;
      }
      EarlyStartup opening = begin(config);
      context.getBeanFactory().registerSingleton("opening", opening);
      context.addApplicationListener(new OnFailure(opening));
    }
  }

  /** Closes what is open where the server does not come up, and may never have asked for it. */
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

  /** The policy, once it is proved; throws what stood against it. */
  Policy policy() {
    return await(policy);
  }

  /** The instances, once they are open; throws what stood against it. */
  Instances instances() {
    return await(instances);
  }

  /** Closes what is open by then, also where the server did not come to use it. */
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
