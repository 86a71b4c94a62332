package vn.onecall.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that owns an instance until it is killed; it prints the server's process id. */
final class OwnerProcess {
  private OwnerProcess() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(InstanceFixtures.settings(Path.of(arguments[0])));
    InstanceFixtures.execute(postgres, "CREATE TABLE kept (word text)");
    InstanceFixtures.execute(postgres, "INSERT INTO kept VALUES ('committed')");
    System.out.println(postgres.pid());
    new CountDownLatch(1).await();
  }
}
