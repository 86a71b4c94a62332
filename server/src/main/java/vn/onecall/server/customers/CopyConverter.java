package vn.onecall.server.customers;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import vn.onecall.policy.law.Deadline;

/**
 * Writes a copy as a downloadable file. The file is complete before its first byte is sent, and its
 * name contains only the date.
 */
abstract class CopyConverter extends AbstractHttpMessageConverter<CustomerViews.ExportView> {
  private final MediaType type;
  private final String ending;

  /**
   * Files of a type.
   *
   * @param type what is asked for and said of the file
   * @param ending what the file's name ends with
   */
  CopyConverter(MediaType type, String ending) {
    super(new MediaType(type.getType(), type.getSubtype()));
    this.type = type;
    this.ending = ending;
  }

  /** The whole file. */
  abstract byte[] of(CustomerViews.ExportView copy);

  @Override
  protected final void writeInternal(CustomerViews.ExportView copy, HttpOutputMessage answer)
      throws IOException {
    byte[] file = of(copy);
    HttpHeaders headers = answer.getHeaders();
    headers.setContentType(type);
    headers.setContentLength(file.length);
    LocalDate day = LocalDate.ofInstant(Instant.parse(copy.exportedAt()), Deadline.ZONE);
    headers.setContentDisposition(
        ContentDisposition.attachment().filename("1call-" + day + "." + ending).build());
    answer.getBody().write(file);
  }

  @Override
  protected final boolean supports(Class<?> what) {
    return what == CustomerViews.ExportView.class;
  }

  /** Nobody hands a copy in. */
  @Override
  public final boolean canRead(Class<?> what, @Nullable MediaType media) {
    return false;
  }

  @Override
  protected final CustomerViews.ExportView readInternal(
      Class<? extends CustomerViews.ExportView> what, HttpInputMessage request) {
    throw new UnsupportedOperationException("a copy is handed out and never in");
  }
}
