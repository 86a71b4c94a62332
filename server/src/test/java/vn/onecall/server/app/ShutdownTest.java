package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.RunningServer.json;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.RunningServer;

/** Being told to stop loses no request that is under way. */
class ShutdownTest {

  @Test
  void finishesARequestUnderWayAndTakesNoOther() throws InterruptedException {
    RunningServer server = RunningServer.start("shutdown");
    String id = server.someone();
    String path = "/api/v1/customers/" + id + "?activity=account.view";
    CompletableFuture<HttpResponse<String>> underWay = new CompletableFuture<>();
    Thread stopping =
        server
            .mainAdministrator()
            .transactions()
            .execute(status -> {
              server.main().sql("lock table access.entry in access exclusive mode").update();
              Thread.startVirtualThread(() -> underWay.complete(server.get(path)));
              pause();
              Thread thread = Thread.ofPlatform().start(server::close);
              pause();
              assertThatThrownBy(() -> server.get(path)).isInstanceOf(UncheckedIOException.class);
              assertThat(underWay).isNotDone();
              return thread;
            });
    HttpResponse<String> answer = underWay.join();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("id").stringValue()).isEqualTo(id);
    java.util.Objects.requireNonNull(stopping).join();
  }

  private static void pause() {
    try {
      Thread.sleep(700);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
