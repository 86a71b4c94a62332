package vn.onecall.server.verification;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways by which messages go out, as far as the operator has set them up. */
public final class Couriers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);

  private final Optional<Courier> mail;
  private final Optional<Courier> sms;
  private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();

  private Couriers(Optional<Courier> mail, Optional<Courier> sms) {
    this.mail = mail;
    this.sms = sms;
  }

  /** The couriers of these settings; a way without settings has none. */
  public static Couriers of(@Nullable MailSettings mail, @Nullable SmsSettings sms) {
    return new Couriers(
        mail == null ? Optional.empty() : Optional.of(new MailCourier(mail)),
        sms == null ? Optional.empty() : Optional.of(new SmsCourier(sms)));
  }

  boolean has(Contact contact) {
    return courier(contact).isPresent();
  }

  /** Sends while the caller goes on: how long it takes tells nobody whether anything was sent. */
  void send(Contact contact, String address, String subject, String text) {
    Courier courier = courier(contact).orElseThrow();
    sending.execute(() -> {
      try {
        courier.send(address, subject, text);
      } catch (Exception e) {
        LOG.warn("A message by {} was not sent: {}", contact.id(), e.getClass().getName());
      }
    });
  }

  private Optional<Courier> courier(Contact contact) {
    return switch (contact) {
      case EMAIL -> mail;
      case PHONE -> sms;
    };
  }

  @Override
  public void close() {
    sending.close();
  }
}
