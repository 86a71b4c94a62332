package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;

/** Agreements that are recorded at once: each is, whichever was first. */
@OnServer
class FirstAgreementsTest {
  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  void newAffiliatesAndVersionsThatComeAtOnceAreAllRecordedAndShareNoFact(ReceivingHost host)
      throws Exception {
    for (int round = 0; round < 5; round++) {
      Partner bank = Partner.bank(server, host).agreed();
      List<Partner> affiliates = new ArrayList<>();
      List<Callable<HttpResponse<String>>> puts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Partner affiliate = Partner.affiliate(server, host);
        affiliates.add(affiliate);
        puts.add(affiliate::put);
      }
      puts.add(bank.of(server).with("fee", true)::put);
      puts.add(bank.of(server).with("country", "SG")::put);
      for (Future<HttpResponse<String>> put : together(puts)) {
        assertThat(put.get().statusCode()).as(put.get().body()).isEqualTo(200);
      }
      assertThat(
              server
                  .main()
                  .sql(
                      "select count(distinct fact) from transfers.recipient where recipient ="
                          + " any(?::text[])")
                  .param(
                      "{" + String.join(",", affiliates.stream().map(Partner::id).toList()) + "}")
                  .query(Long.class)
                  .single())
          .isEqualTo(affiliates.size());
    }
  }

  private static List<Future<HttpResponse<String>>> together(
      List<Callable<HttpResponse<String>>> calls) {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    List<Future<HttpResponse<String>>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      for (Callable<HttpResponse<String>> call : calls) {
        all.add(
            threads.submit(() -> {
              start.await();
              return call.call();
            }));
      }
    }
    return all;
  }
}
