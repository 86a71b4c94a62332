package vn.onecall.cli.demo.walk;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCompany;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.partners.TransferRecipient;
import vn.onecall.cli.rest.RestResponse;
import vn.onecall.policy.Policy;
import vn.onecall.translog.Checkpoint;

/**
 * The walk through the product: the main work of 1CALL from end to end, through the API. Every call
 * goes over HTTP with the token of a client.
 */
public final class Walk {
  /**
   * How many customers are made beyond the company, so that at least one has a name that is not
   * taken.
   */
  public static final int NEWCOMERS = 20;

  private static final String FIND = "care.find-customer";

  private final WalkContext context;
  private final DemoApi api;
  private final Policy policy;
  private final List<SyntheticCustomer> people;
  private final SyntheticCustomer newcomer;
  private final Iterator<SyntheticCustomer> others;
  private final Time time;

  /** Lets time pass. */
  public interface Time {
    /** The context after that much time. */
    WalkContext pass(Duration time);
  }

  /**
   * Prepares a walk.
   *
   * @param people the company, followed by {@link #NEWCOMERS} customers who are not registered
   * @param time lets time pass
   */
  public Walk(WalkContext context, Policy policy, List<SyntheticCustomer> people, Time time) {
    this.context = context;
    this.time = time;
    this.api = context.api();
    this.policy = policy;
    int registered = people.size() - NEWCOMERS;
    this.people = people.subList(0, registered);
    List<SyntheticCustomer> newcomers = people.subList(registered, people.size());
    Set<String> taken = new HashSet<>();
    this.people.forEach(person -> taken.add(SyntheticCompany.folded(person.name())));
    this.newcomer =
        newcomers.stream()
            .filter(person -> !taken.contains(SyntheticCompany.folded(person.name())))
            .findFirst()
            .orElse(newcomers.getFirst())
            .by("web");
    this.others =
        newcomers.stream().filter(person -> !person.email().equals(newcomer.email())).iterator();
  }

  /** A customer who is new in this walk. */
  private SyntheticCustomer another() {
    return others.next().by("web");
  }

  /** Runs all chapters, or stops at the first unexpected answer. */
  public void walk() {
    LogChapter log = new LogChapter(context);
    Checkpoint before = log.firstLook(people.size());
    ofOneCustomer(log);
    InactivityChapter years = new InactivityChapter(context, policy, another());
    DemandsChapter demands = new DemandsChapter(context, another(), another(), years.then());
    demands.walk();
    RequestsChapter requests = new RequestsChapter(context, another(), another());
    requests.walk();
    WalkContext later = years.walk(time);
    demands.walkOfItsDate(later);
    requests.walkOfItsEnd(later);
    new LogChapter(later).lastLook(before);
    context
        .transcript()
        .end(
            "All %d lines are as they should be. Everybody in them is synthetic."
                .formatted(context.transcript().lines()));
  }

  /** Runs the chapters from the registration to the erasure. */
  private void ofOneCustomer(LogChapter log) {
    String id = new RegistrationChapter(context, newcomer).walk();
    lookUp(id);
    String reveal = view(id);
    new RefusalsChapter(context, newcomer.by("counter"), id).walk();
    long version = new RightsChapter(context, newcomer, id).walk();
    version = new ConsentsChapter(context, id, version).walk(newcomer);
    ofAChild(another().by("counter"));
    try (TransferRecipient gateway = TransfersChapter.gateway()) {
      TransfersChapter transfers = new TransfersChapter(context, gateway, id);
      transfers.walk();
      AffiliatesChapter.walk(context, another(), another());
      new RetentionChapter(context, policy, id).walk(version);
      log.receipts(id, reveal);
      new ErasureChapter(context, newcomer, id).walk();
      transfers.walkOfDeletion();
    }
  }

  private void lookUp(String id) {
    context.transcript().part("The care desk looks the customer up");
    finds(id, "email", "email", newcomer.email());
    finds(id, "phone", "phone", newcomer.phone());
    finds(id, "identity number", "identity-number", FullRegistration.IDENTITY_NUMBER);
    finds(id, "account number", "bank-account", FullRegistration.ACCOUNT_NUMBER);
    finds(id, "the name without marks", "full-name", SyntheticCompany.folded(newcomer.name()));
    context.invalid(
        "care-desk finds by the given name alone",
        api.find("care-desk", FIND, "full-name", lastWord(newcomer.name())),
        422,
        "full-name",
        "one-word-alone");
    RestResponse nobody = api.find("care-desk", FIND, "email", "khong.co.ai@mail.example");
    context.given(
        "care-desk finds by an email that nobody has",
        nobody,
        nobody.body().path("customers").isEmpty() && nobody.body().path("entries").size() == 1,
        "nobody, with an entry",
        "nobody; the search is an entry too",
        context.promiseOf(FIND));
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  private void finds(String id, String what, String field, String term) {
    RestResponse found = api.find("care-desk", FIND, field, term).onlyFound();
    context.given(
        "care-desk finds by " + what,
        found,
        isMasked(found) && found.text("id").equals(id),
        "one customer, masked",
        WalkContext.shown(found),
        context.promiseOf(FIND));
  }

  private boolean isMasked(RestResponse answer) {
    String all = answer.body().toString();
    return answer.allInForm("masked")
        && all.contains("•")
        && !all.contains(newcomer.name())
        && !all.contains(newcomer.email())
        && !all.contains(newcomer.phone().substring(1))
        && !all.contains(FullRegistration.IDENTITY_NUMBER)
        && !all.contains(FullRegistration.ACCOUNT_NUMBER);
  }

  /** Views a masked customer, then reveals it; returns the entry of the revelation. */
  private String view(String id) {
    RestResponse masked = api.read("care-desk", "care.view-customer", id);
    context.given(
        "care-desk views the customer",
        masked,
        isMasked(masked),
        "masked",
        WalkContext.shown(masked),
        context.promiseOf("care.view-customer"));
    context.given(
        "... and the papers, the account, the card",
        masked,
        masked.shown("payment-card").equals(FullRegistration.CARD_MASKED),
        "masked",
        "%s, %s, %s"
            .formatted(
                masked.shown("identity-number"),
                masked.shown("bank-account"),
                masked.shown("payment-card")),
        "6.2");
    two(id);
    RestResponse clear = api.read("care-desk", "care.reveal-contact", id);
    context.given(
        "care-desk reveals the contact",
        clear,
        clear.allInForm("clear")
            && WalkContext.shown(clear)
                .equals(
                    "%s, %s, +84%s"
                        .formatted(
                            newcomer.name(), newcomer.email(), newcomer.phone().substring(1))),
        "what was registered, in clear",
        WalkContext.shown(clear) + " (synthetic)",
        context.promiseOf("care.reveal-contact"));
    return clear.text("entry");
  }

  private void two(String id) {
    ObjectNode body = DemoApi.object().put("activity", "care.view-customer");
    body.putArray("ids").add(id).add(UUID.randomUUID().toString());
    RestResponse both = api.post("care-desk", "/api/v1/customers/read", body);
    context.given(
        "care-desk views two, one of them unknown",
        both,
        both.body().path("customers").size() == 1
            && both.body().path("entries").size() == 2
            && isMasked(both.onlyFound()),
        "one of them, masked, with two entries",
        "one of them, masked; each has its entry",
        context.promiseOf("care.view-customer"));
  }

  private void ofAChild(SyntheticCustomer child) {
    context.transcript().part("A child of twelve registers at the counter");
    ObjectNode body = DemoApi.registration(child);
    FullRegistration.fields(body)
        .put("birth-date", LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).minusYears(12).toString());
    RestResponse registered = api.post("counter", "/api/v1/customers", body);
    context.written("counter registers " + child, registered, 201, 1, "counter.register");
    new ConsentsChapter(context, registered.text("id"), 1).walkOfChild(child);
  }
}
