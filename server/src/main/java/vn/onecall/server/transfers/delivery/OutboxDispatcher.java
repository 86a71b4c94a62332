package vn.onecall.server.transfers.delivery;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.server.transfers.TransferSettings;
import vn.onecall.server.transfers.outbox.OutboxStore;

/**
 * Delivers what is due in the outbox. Each recipient has two lanes, one for its transfers and one
 * for its orders to delete, with one item under way in each: a recipient that hangs delays neither
 * the others nor the orders. There are as many threads as lanes with something under way; what they
 * do in this house is bounded by {@link WorkPermits}. The queue is the outbox in the main instance;
 * this class holds only the items in progress. An interrupted item becomes due again by itself.
 */
@Component
final class OutboxDispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);

  private final TransferDelivery delivery;
  private final DeletionOrders deletions;
  private final OutboxStore store;
  private final WorkPermits permits;
  private final Clock clock;
  private final long pace;
  private final Set<OutboxStore.Lane> busy = ConcurrentHashMap.newKeySet();
  private final Semaphore news = new Semaphore(0);
  private final ExecutorService carriers =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("carrier-", 1).factory());
  private final Thread watch = Thread.ofPlatform().daemon().name("outbox").unstarted(this::run);
  private volatile boolean closed;
  private boolean failing;

  OutboxDispatcher(
      TransferDelivery delivery,
      DeletionOrders deletions,
      Instances instances,
      WorkPermits permits,
      Clock clock,
      TransferSettings settings) {
    this.delivery = delivery;
    this.deletions = deletions;
    this.store = new OutboxStore(instances.feature("transfers").client());
    this.permits = permits;
    this.clock = clock;
    this.pace = settings.pace().toMillis();
  }

  /** Starts when the server accepts requests, after recovery has finished. */
  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    watch.start();
  }

  /** Wakes the dispatcher because something new is due. */
  void wake() {
    news.release();
  }

  private void run() {
    while (!closed) {
      try {
        if (news.tryAcquire(pace, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
        look();
        failing = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!failing && !closed) {
          LOG.warn(
              "The outbox cannot be read ({}); it is tried again.", e.getClass().getSimpleName());
        }
        failing = true;
      }
    }
  }

  private void look() {
    deletions.follow();
    for (OutboxStore.Due due : store.due(clock.instant(), busy)) {
      if (busy.add(due.lane())) {
        carriers.execute(() -> permits.work(() -> carry(due)));
      }
    }
  }

  private void carry(OutboxStore.Due due) {
    boolean done = false;
    try {
      if (due.lane().deletion()) {
        deletions.attempt(due.transfer());
      } else {
        delivery.attempt(due.transfer());
      }
      done = true;
    } catch (OutboxStore.TakenException e) {
      // Another node has it.
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.warn(
            "The transfer {} was cut short ({}); it is tried again.",
            due.transfer(),
            e.getClass().getSimpleName());
        putOff(due);
      }
    } finally {
      busy.remove(due.lane());
      if (done) {
        wake();
      }
    }
  }

  /** What was cut short does not take its lane again at once. */
  private void putOff(OutboxStore.Due due) {
    try {
      if (due.lane().deletion()) {
        deletions.cutShort(due.transfer());
      } else {
        delivery.cutShort(due.transfer());
      }
    } catch (RuntimeException e) {
      LOG.debug("The outbox cannot be written; what is due stays so.", e);
    }
  }

  /** Waits for the deliveries in progress, at most as long as one delivery takes. */
  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    carriers.shutdown();
    try {
      if (!carriers.awaitTermination(12, TimeUnit.SECONDS)) {
        carriers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
