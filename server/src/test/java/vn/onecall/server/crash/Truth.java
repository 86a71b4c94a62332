package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.crash.Customer.Standing;

/**
 * Compares what the server says, and what its tables hold, with what was acknowledged. A change
 * that was not answered may have happened or not; whichever it is, it must be so wherever one
 * looks, and is taken as known from then on.
 */
final class Truth {
  private static final List<String> SEARCHED =
      List.of("email", "phone", "identity-number", "bank-account");
  private static final Set<String> IDENTITY = Set.of("title", "full-name", "gender", "birth-date");

  private final Installation house;
  private final Caller caller;

  Truth(Installation house, ServerProcess server) {
    this.house = house;
    this.caller = new Caller(server.api());
  }

  /** Looks at customers through the server. */
  void holdsFor(Collection<Customer> customers) {
    for (Customer customer : customers) {
      served(customer, () -> settle(customer));
    }
    if (customers.stream().anyMatch(each -> each.standing() == Standing.CLOSED)) {
      // Whatever a run has left undone, the next one does.
      house.timePasses();
      served("retention", caller::retain);
    }
    for (Customer customer : customers) {
      served(customer, () -> look(customer));
    }
  }

  private interface Asking {
    void ask() throws Caller.Unserved;
  }

  private static void served(Object what, Asking asking) {
    try {
      asking.ask();
    } catch (Caller.Unserved e) {
      throw new AssertionError("the server does not serve " + what, e);
    }
  }

  private void settle(Customer customer) throws Caller.Unserved {
    switch (customer.unanswered()) {
      case null -> {}
      case Customer.Unanswered.Registration registration -> {
        JsonNode found = found("email", customer.value("email"));
        if (found.isEmpty()) {
          customer.unchanged();
        } else {
          customer.registered(found.get(0).path("id").asString());
        }
      }
      case Customer.Unanswered.Correction(Map<String, String> wanted) -> {
        Map<String, String> shown = shown(caller.view(customer.id()));
        Map<String, String> after = new TreeMap<>(customer.values());
        after.putAll(wanted);
        assertThat(shown).as("" + customer).isIn(customer.values(), after);
        if (shown.equals(after)) {
          customer.corrected(wanted, customer.version() + 1);
        } else {
          customer.unchanged();
        }
      }
      case Customer.Unanswered.Restriction(boolean hold) -> {
        if (version(customer) == customer.version()) {
          customer.unchanged();
        } else {
          customer.restricted(hold, customer.version() + 1);
        }
      }
      case Customer.Unanswered.Consent(boolean gives) -> {
        int records = caller.choices(customer.id()).body().path("receipts").size();
        if (records == customer.choices()) {
          customer.unchanged();
        } else {
          customer.chose(gives, customer.version() + 1);
        }
      }
      case Customer.Unanswered.Guardian(boolean agrees) -> {
        if (version(customer) == customer.version()) {
          customer.unchanged();
        } else {
          customer.guarded(agrees, customer.version() + 1);
        }
      }
      case Customer.Unanswered.Note(String text) -> {
        Api.Answer answer = caller.view(customer.id());
        if (Whole.notes(answer.body().path("fields")).contains(text)) {
          customer.noted(text, customer.version() + 1);
        } else {
          customer.unchanged();
        }
      }
      case Customer.Unanswered.Closure closure -> {
        if (version(customer) == customer.version()) {
          customer.unchanged();
        } else {
          customer.closed();
        }
      }
      case Customer.Unanswered.Erasure erasure -> {
        if (caller.view(customer.id()).status() == 404) {
          customer.erased();
        } else {
          customer.unchanged();
        }
      }
    }
  }

  private void look(Customer customer) throws Caller.Unserved {
    switch (customer.standing()) {
      case UNBORN -> findsNobody(customer, customer.values().values());
      case ALIVE -> {
        Api.Answer answer = caller.view(customer.id());
        assertThat(shown(answer)).as("" + customer).isEqualTo(customer.values());
        assertThat(answer.body().path("version").asLong()).isEqualTo(customer.version());
        for (String field : SEARCHED) {
          if (!customer.values().containsKey(field)) {
            continue;
          }
          JsonNode found = found(field, customer.value(field));
          assertThat(found.size()).as("found by %s: %s", field, customer).isEqualTo(1);
          assertThat(found.get(0).path("id").asString()).isEqualTo(customer.id());
          assertThat(found.get(0).path("version").asLong()).isEqualTo(customer.version());
        }
        findsNobody(customer, customer.former());
        chosen(customer, caller.choices(customer.id()));
        assertThat(caller.offer(customer.id()).status())
            .as("an offer to " + customer)
            .isEqualTo(customer.mayBeOffered() ? 200 : 404);
        assertThat(Whole.notes(answer.body().path("fields"))).isEqualTo(customer.notes());
        assertThat(caller.reveal(customer.id()).status())
            .as("reveal of " + customer)
            .isEqualTo(customer.restricted() ? 404 : 200);
      }
      case CLOSED -> {
        Map<String, String> kept = new TreeMap<>(customer.values());
        kept.keySet().retainAll(IDENTITY);
        Api.Answer answer = caller.view(customer.id());
        assertThat(shown(answer)).as("kept half a year after the end: " + customer).isEqualTo(kept);
        assertThat(Whole.notes(answer.body().path("fields"))).isEqualTo(customer.notes());
        chosen(customer, caller.choices(customer.id()));
        findsNobody(customer, customer.values().values());
        findsNobody(customer, customer.former());
      }
      case ERASED -> {
        if (customer.choices() > 0) {
          chosen(customer, caller.evidence(customer.id()));
        }
        assertThat(caller.view(customer.id()).status()).as("" + customer).isEqualTo(404);
        findsNobody(customer, customer.values().values());
        findsNobody(customer, customer.former());
      }
    }
  }

  /** What the tables hold once nothing is under way: main, keys and journal agree to the row. */
  void holdsInTheTables(Collection<Customer> customers) {
    Tables main = house.tables("main");
    Tables keys = house.tables("keys");
    assertThat(keys.count("access.pending_write")).as("pending writes").isZero();
    TreeSet<String> alive = main.set("select subject_id from access.facts where state = 1");
    assertThat(keys.set("select subject_id from access.subject_key where category = 'log'"))
        .as("who has keys, and who lives")
        .isEqualTo(alive);
    assertThat(
            keys.set("select subject_id, category from access.subject_key where category <> 'log'"))
        .as("keys by category, and sealed values by category")
        .isEqualTo(main.set("select distinct subject_id, category from access.sealed"));
    assertThat(keys.set("select subject_id, field, item, version from access.blind_index"))
        .as("index rows, and current values")
        .isEqualTo(
            main.set(
                "select subject_id, field, item, version from access.sealed"
                    + " where superseded_at is null and field in ('email', 'phone', 'full-name',"
                    + " 'identity-number', 'bank-account')"));
    assertThat(main.rows("select subject_id from access.erasure where confirmed_at is null"))
        .as("erasures begun and not finished")
        .isEmpty();
    assertThat(journal())
        .as("the journal, and the erasures in main")
        .isEqualTo(
            main.rows(
                "select position, subject_id, encode(head, 'hex') from access.erasure"
                    + " order by position"));
    for (Customer customer : customers) {
      switch (customer.standing()) {
        case UNBORN -> {}
        case ALIVE, CLOSED -> assertThat(alive).contains(customer.id());
        case ERASED -> assertThat(String.join("\n", journal())).contains(customer.id());
      }
    }
  }

  private void findsNobody(Customer customer, Collection<String> values) throws Caller.Unserved {
    for (String value : values) {
      Optional<String> field = searchedBy(value);
      if (field.isPresent()) {
        JsonNode found = found(field.get(), value);
        assertThat(found.isEmpty()).as("found by a value of nobody: " + customer).isTrue();
      }
    }
  }

  private static Optional<String> searchedBy(String value) {
    if (value.contains("@")) {
      return Optional.of("email");
    }
    if (value.matches("[+]8490[0-9]{7}")) {
      return Optional.of("phone");
    }
    if (value.matches("00119[0-9]{7}")) {
      return Optional.of("identity-number");
    }
    return value.matches("710090[0-9]{7}") ? Optional.of("bank-account") : Optional.empty();
  }

  /** Every choice has its record, and the last one stands. */
  private static void chosen(Customer customer, Api.Answer answer) {
    assertThat(answer.body().path("receipts").size())
        .as("records of the choices of " + customer)
        .isEqualTo(customer.choices());
    for (JsonNode standing : answer.body().path("consents")) {
      assertThat(standing.path("state").asString())
          .as("" + customer)
          .isEqualTo(customer.consents() ? "given" : "withdrawn");
    }
  }

  private long version(Customer customer) throws Caller.Unserved {
    return caller.view(customer.id()).body().path("version").asLong();
  }

  private JsonNode found(String field, String value) throws Caller.Unserved {
    return caller.find(field, value).body().path("customers");
  }

  private static Map<String, String> shown(Api.Answer answer) {
    return Whole.shown(answer.body().path("fields"));
  }

  /** Position, subject and head of each line of the erasure journal. */
  private List<String> journal() {
    try {
      return Files.readAllLines(house.journal()).stream()
          .skip(1)
          .map(line -> line.split(" ", -1))
          .map(parts -> parts[0] + " " + parts[1] + " " + parts[4])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
