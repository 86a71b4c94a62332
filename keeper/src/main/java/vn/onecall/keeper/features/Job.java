package vn.onecall.keeper.features;

import java.time.Duration;

/**
 * Work that recurs while the server serves. The program runs it in a thread of its own, first at
 * once, then again when that much time has passed since its end; what it throws is logged by its
 * kind and does not stop it.
 *
 * @param name a stable word for logs
 * @param pace the time between an end and the next beginning
 * @param work the bean that does it
 */
public record Job(String name, Duration pace, Class<? extends Runnable> work) {
  public Job {
    if (!pace.isPositive()) {
      throw new IllegalArgumentException("the job " + name + " has no pace");
    }
  }
}
