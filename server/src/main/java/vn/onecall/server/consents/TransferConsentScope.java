package vn.onecall.server.consents;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a yes to one transfer is about, beside the transfer itself.
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
