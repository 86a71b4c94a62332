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
final class Opening implements AutoCloseable {
  private final CompletableFuture<Policy> policy;
  private final CompletableFuture<Instances> instances;

  private Opening(OnecallConfig config) {
    policy =
        CompletableFuture.supplyAsync(
            () -> PolicyChecker.requireSound(PolicyReader.load(config.policy())), Opening::start);
    instances =
        policy.thenApplyAsync(any -> Instances.open(Wiring.settings(config)), Opening::start);
  }

  /** Begins with it. */
  static Opening begin(OnecallConfig config) {
    return new Opening(config);
  }

  /**
   * Begins as soon as the configuration is read. One that is wrong opens nothing: it is left to
   * Spring to refuse it.
   */
  static final class Early
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      OnecallConfig config;
      try {
        config =
            new Settings(context.getEnvironment())
                .root(OnecallConfig.class, Features.discover().settings());
      } catch (RuntimeException e) {
        return;
      }
      Opening opening = begin(config);
      context.getBeanFactory().registerSingleton("opening", opening);
      context.addApplicationListener(new OnFailure(opening));
    }
  }

  /** Closes what is open where the server does not come up, and may never have asked for it. */
  private record OnFailure(Opening opening) implements ApplicationListener<ApplicationFailedEvent> {
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
