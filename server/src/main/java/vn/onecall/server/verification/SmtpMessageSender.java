package vn.onecall.server.verification;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Properties;

/** Sends messages by SMTP. */
final class SmtpMessageSender implements MessageSender {
  private static final String PATIENCE_MILLIS = "10000";

  private final MailSettings settings;
  private final Session session;

  /** For addresses with letters beyond ASCII before the @ (RFC 6531), which few servers take. */
  private final Session internationalSession;

  SmtpMessageSender(MailSettings settings) {
    this.settings = settings;
    Properties properties = new Properties();
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.writetimeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    properties.put("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.auth", Boolean.toString(settings.username() != null));
    this.session = Session.getInstance(properties, signingIn());
    Properties international = new Properties();
    international.putAll(properties);
    international.put("mail.mime.allowutf8", "true");
    this.internationalSession = Session.getInstance(international, signingIn());
  }

  private Authenticator signingIn() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        try {
          return new PasswordAuthentication(
              settings.username(),
              settings.passwordFile() == null
                  ? ""
                  : Files.readString(settings.passwordFile()).strip());
        } catch (IOException e) {
          throw new IllegalStateException("the mail server's password file cannot be read", e);
        }
      }
    };
  }

  @Override
  public void send(String address, String subject, String text) throws IOException {
    try {
      boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(address);
      MimeMessage message = new MimeMessage(ascii ? session : internationalSession);
      message.setFrom(new InternetAddress(settings.from()));
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
      message.setSubject(subject, StandardCharsets.UTF_8.name());
      message.setText(text, StandardCharsets.UTF_8.name());
      message.setHeader("Auto-Submitted", "auto-generated");
      Transport.send(message);
    } catch (MessagingException e) {
      // Its own message could repeat the address.
      throw new IOException("the mail server did not take a message: " + e.getClass().getName());
    }
  }
}
