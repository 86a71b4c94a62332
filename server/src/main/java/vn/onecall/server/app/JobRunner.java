package vn.onecall.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.features.Job;

/** Runs each job that a feature declares in its own thread while the server runs. */
@Component
final class JobRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final Features features;
  private final BeanFactory beans;
  private final List<ScheduledExecutorService> running = new ArrayList<>();

  JobRunner(Features features, BeanFactory beans) {
    this.features = features;
    this.beans = beans;
  }

  /** Starts when the server accepts requests, after recovery has finished. */
  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    for (Job job : features.jobs()) {
      Runnable work = beans.getBean(job.work());
      ScheduledExecutorService rounds =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("job-" + job.name()).factory());
      running.add(rounds);
      var _ =
          rounds.scheduleWithFixedDelay(
              () -> runQuietly(job, work), 0, job.pace().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void runQuietly(Job job, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn(
          "The job {} failed ({}); its next round tries again.",
          job.name(),
          e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    running.forEach(ScheduledExecutorService::shutdownNow);
  }
}
