package vn.onecall.server.consents;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The scope of a consent to one transfer: recipient, purpose and fields.
 *
 * @param recipient the code of whoever receives
 * @param purpose the name of the purpose
 * @param fields the names of the fields
 */
public record TransferConsentScope(String recipient, String purpose, SortedSet<String> fields) {
  public TransferConsentScope {
    fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
  }
}
