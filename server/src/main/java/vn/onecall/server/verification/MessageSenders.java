package vn.onecall.server.verification;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The message channels that the operator has configured. */
public final class MessageSenders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageSenders.class);

  private final Optional<MessageSender> mail;
  private final Optional<MessageSender> sms;
  private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();

  private MessageSenders(Optional<MessageSender> mail, Optional<MessageSender> sms) {
    this.mail = mail;
    this.sms = sms;
  }

  /** Creates the senders of the configured channels; a channel without settings has none. */
  public static MessageSenders of(@Nullable MailSettings mail, @Nullable SmsSettings sms) {
    return new MessageSenders(
        mail == null ? Optional.empty() : Optional.of(new SmtpMessageSender(mail)),
        sms == null ? Optional.empty() : Optional.of(new SmsMessageSender(sms)));
  }

  boolean has(ContactKind contact) {
    return courier(contact).isPresent();
  }

  /**
   * Sends in the background, so that the duration of a call does not reveal whether a message was
   * sent.
   */
  void send(ContactKind contact, String address, String subject, String text) {
    MessageSender sender = courier(contact).orElseThrow();
    sending.execute(() -> {
      try {
        sender.send(address, subject, text);
      } catch (Exception e) {
        LOG.warn("A message by {} was not sent: {}", contact.id(), e.getClass().getName());
      }
    });
  }

  private Optional<MessageSender> courier(ContactKind contact) {
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
