package vn.onecall.server.transfers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.server.fixture.Authority;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.transfers.TransferSettings;
import vn.onecall.server.transfers.agreements.OutboundAddressGuard;
import vn.onecall.testing.Promise;

/** One sending, to a host that takes TLS, under names that lead where a test says. */
class EnvelopeSenderTest {
  private static final String NAME = "partner.example";
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  /** For documents alone (RFC 5737): outside, and nobody answers there. */
  private static final InetAddress OUTSIDE = InetAddress.ofLiteral("192.0.2.1");

  private static Authority authority;
  private static SSLContext shown;

  @BeforeAll
  static void certify() {
    authority = Authority.make();
    shown = authority.host(NAME);
  }

  @Test
  @Promise("6.3")
  void deliversOverTlsToWhoeverProvesTheName() {
    try (ReceivingHost host = ReceivingHost.start(NAME, shown);
        EnvelopeSender post = post(Set.of(NAME), name -> places(HERE))) {
      assertThat(send(post, host)).isEqualTo(new EnvelopeSender.Sent(true, "status-204"));
      assertThat(host.got())
          .containsExactly(
              new ReceivingHost.Got(
                  "a-reference", "a-reference", "application/jose", "an.envelope"));
    }
  }

  @Test
  @Promise("6.3")
  void goesOnToTheNextPlaceOfANameWhereOneDoesNotAnswer() {
    try (ReceivingHost host = ReceivingHost.start(NAME, shown);
        EnvelopeSender post =
            post(Set.of(NAME), name -> places(InetAddress.ofLiteral("127.0.0.2"), HERE))) {
      assertThat(send(post, host).code()).isEqualTo("status-204");
    }
  }

  @Test
  @Promise("6.3")
  void sendsNothingToAHostOfAnotherNameOrOfAnAuthorityThatIsNotTrusted() {
    SSLContext other = authority.host("other.example");
    SSLContext stranger = Authority.make().host(NAME);
    for (SSLContext wrong : List.of(other, stranger)) {
      try (ReceivingHost host = ReceivingHost.start(NAME, wrong);
          EnvelopeSender post = post(Set.of(NAME), name -> places(HERE))) {
        assertThat(send(post, host)).isEqualTo(new EnvelopeSender.Sent(false, "no-tls"));
        assertThat(host.got()).isEmpty();
      }
    }
  }

  @Test
  @Promise({"4.3", "6.3"})
  void aNameThatLeadsInsideOnceItWasJudgedIsNotFollowedThere() {
    AtomicInteger lookups = new AtomicInteger();
    try (ReceivingHost host = ReceivingHost.start(NAME, shown);
        EnvelopeSender post =
            post(Set.of(), name -> places(lookups.incrementAndGet() == 1 ? OUTSIDE : HERE))) {
      assertThat(send(post, host)).isEqualTo(new EnvelopeSender.Sent(false, "no-connection"));
      assertThat(host.got()).isEmpty();
      assertThat(lookups).hasValue(1);
      assertThat(send(post, host)).isEqualTo(new EnvelopeSender.Sent(false, "inside-the-network"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      })
  @Promise({"4.3", "6.3"})
  void sendsNothingWhereANameLeadsInsideEvenBesideAPlaceOutside(String inside) {
    InetAddress place = InetAddress.ofLiteral(inside);
    try (ReceivingHost host = ReceivingHost.start(NAME, shown);
        EnvelopeSender alone = post(Set.of(), name -> places(place));
        EnvelopeSender beside = post(Set.of(), name -> places(OUTSIDE, place))) {
      for (EnvelopeSender post : List.of(alone, beside)) {
        assertThat(send(post, host))
            .isEqualTo(new EnvelopeSender.Sent(false, "inside-the-network"));
      }
      assertThat(host.got()).isEmpty();
    }
  }

  @Test
  @Promise({"4.3", "6.3"})
  void followsNoRedirectAsksNoProxyAndKnowsNoNameThatIsNotThere() {
    System.setProperty("socksProxyHost", "127.0.0.2");
    try (ReceivingHost host = ReceivingHost.start(NAME, shown);
        ReceivingHost elsewhere = ReceivingHost.start(NAME, shown);
        EnvelopeSender post = post(Set.of(NAME), name -> places(HERE));
        EnvelopeSender lost =
            post(
                Set.of(),
                name -> {
                  throw new UnknownHostException(name);
                })) {
      host.next(call -> {
        call.getResponseHeaders().set("Location", elsewhere.address());
        call.sendResponseHeaders(307, -1);
      });
      assertThat(send(post, host)).isEqualTo(new EnvelopeSender.Sent(false, "status-307"));
      assertThat(host.got()).hasSize(1);
      assertThat(elsewhere.got()).isEmpty();
      assertThat(send(lost, host)).isEqualTo(new EnvelopeSender.Sent(false, "no-such-host"));
    } finally {
      System.clearProperty("socksProxyHost");
    }
  }

  @Test
  @Promise("6.3")
  void isDoneInTenSecondsEvenWhereALookUpHangs() {
    CountDownLatch answered = new CountDownLatch(1);
    try (ReceivingHost host = ReceivingHost.start(NAME, shown);
        EnvelopeSender post =
            post(
                Set.of(NAME),
                name -> {
                  try {
                    answered.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return places(HERE);
                })) {
      long begun = System.nanoTime();
      assertThat(send(post, host)).isEqualTo(new EnvelopeSender.Sent(false, "timed-out"));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
      assertThat(host.got()).isEmpty();
    } finally {
      answered.countDown();
    }
  }

  private static InetAddress[] places(InetAddress... places) {
    return places;
  }

  private static EnvelopeSender post(Set<String> inside, OutboundAddressGuard.Names names) {
    TransferSettings settings =
        new TransferSettings(
            inside,
            Duration.ofMillis(500),
            Duration.ofSeconds(20),
            Duration.ofDays(7),
            Duration.ofDays(30),
            null);
    return new EnvelopeSender(
        new OutboundAddressGuard(settings, names), authority.trust(), new WorkPermits());
  }

  private static EnvelopeSender.Sent send(EnvelopeSender post, ReceivingHost host) {
    return post.send(URI.create(host.address()), "a-reference", "an.envelope");
  }
}
