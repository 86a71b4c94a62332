package vn.onecall.policy.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.BilingualText;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.CollectionContexts;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.NeverRule;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.RecipientCategory;
import vn.onecall.policy.model.Retention;
import vn.onecall.policy.model.Service;
import vn.onecall.policy.model.Transfer;

/**
 * A policy as a page for people, in Markdown. The page is a function of the policy alone, so that
 * what is published is what the server enforces.
 */
public final class PolicyPage {

  private final Policy policy;
  private final Locale locale;
  private final boolean english;
  private final StringBuilder page = new StringBuilder();

  private PolicyPage(Policy policy, Locale locale) {
    this.policy = policy;
    this.locale = locale;
    this.english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  /** The page for a reader of the given language: English for English, else Vietnamese. */
  public static String of(Policy policy, Locale locale) {
    return new PolicyPage(policy, locale).write();
  }

  private String write() {
    head();
    promises();
    fields();
    categories();
    purposes();
    consents();
    services();
    recipients();
    never();
    heading("Ai được thấy gì", "Who may see what");
    page.append(AccessMatrix.of(policy).toMarkdown(policy, locale));
    requests();
    law();
    return page.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private void head() {
    page.append("# ").append(say("Chính sách bảo mật thông tin của ", "Privacy policy of "));
    page.append(policy.controller()).append('\n');
    line(
        say("Phiên bản %d, có hiệu lực từ %s.", "Version %d, in force from %s.")
            .formatted(policy.version(), policy.effective()));
    if (english) {
      line("The Vietnamese text binds.");
    }
  }

  private void promises() {
    heading("Cam kết", "Promises");
    for (PolicyPromise promise : policy.promises().values()) {
      line("**%s** %s".formatted(promise.id(), in(promise.words())));
      enforcement(promise.enforcement());
    }
  }

  private void enforcement(Enforcement enforcement) {
    switch (enforcement) {
      case Enforcement.Kept kept -> {
        line(say("Được giữ bởi:", "Kept by:"));
        page.append('\n');
        kept.by().forEach(name -> page.append("- ").append(keeper(name)).append('\n'));
      }
      case Enforcement.Refused _ ->
          line(
              say(
                  "*Chưa có phương tiện để giữ trọn, nên mọi hoạt động cần đến nó đều bị từ chối.*",
                  "*What keeps it does not exist yet, so every activity that needs it is refused.*"));
    }
  }

  private String keeper(String name) {
    BilingualText mechanism = policy.mechanisms().get(name);
    Activity activity = policy.permitted().get(name);
    if (mechanism == null && activity == null) {
      throw new IllegalStateException("A kept promise names what the policy holds");
    }
    return mechanism != null ? in(mechanism) : in(Objects.requireNonNull(activity).words());
  }

  private void fields() {
    heading("Thông tin được giữ", "What is held");
    for (Field field : policy.fields().values()) {
      Category category = Objects.requireNonNull(policy.categories().get(field.category()));
      page.append("\n### ").append(in(field.label())).append("\n\n");
      item("Nhóm", "Category", in(category.words()));
      item("Vì sao cần", "Why it is needed", in(field.necessity()));
      item("Lời báo", "Notice", in(field.notice()));
      item("Dùng để", "Used for", used(field));
      taken(field.collection());
      field
          .collection()
          .consent()
          .map(name -> Objects.requireNonNull(policy.consents().get(name)))
          .ifPresent(
              consent -> item("Chỉ khi đồng ý", "Only under consent to", in(consent.words())));
    }
  }

  private void taken(Field.Collection collection) {
    if (!collection.collected()) {
      item("Nhận vào dịp", "Taken", say("không lấy từ Quý khách", "from no customer"));
      return;
    }
    CollectionContexts rules = policy.collection();
    item("Nhận vào dịp", "Taken", listed(collection.moments(), rules.moments()));
    item("Qua kênh", "By", listed(collection.channels(), rules.channels()));
  }

  private String used(Field field) {
    return field.needs().entrySet().stream()
        .map(need ->
            in(Objects.requireNonNull(policy.purposes().get(need.getKey())).words())
                + " ("
                + in(TermLabels.form(need.getValue()))
                + ")")
        .collect(Collectors.joining("; "));
  }

  private void categories() {
    heading("Giữ trong bao lâu", "How long it is kept");
    for (Category category : policy.categories().values()) {
      Retention retention = category.retention();
      String until =
          say("%s sau khi %s", "%s after %s")
              .formatted(
                  in(TermLabels.period(retention.period())),
                  in(Objects.requireNonNull(policy.events().get(retention.after()))));
      page.append(
          "- **%s** (%s): %s. %s\n"
              .formatted(
                  in(category.words()),
                  in(TermLabels.sensitivity(category.sensitivity())),
                  until,
                  in(retention.reason())));
      category.keepByLaw().stream()
          .map(name -> Objects.requireNonNull(laws().get(name)))
          .forEach(minimum ->
              page.append(
                  say(
                          "  - Luật buộc giữ ít nhất %s: %s (%s).\n",
                          "  - By law at least %s: %s (%s).\n")
                      .formatted(
                          in(TermLabels.period(minimum.period())),
                          in(minimum.words()),
                          title(minimum.source()))));
    }
  }

  private Map<String, Law.Minimum> laws() {
    return policy.law().map(Law::minimums).orElse(Map.of());
  }

  private String title(String source) {
    return policy
        .law()
        .map(law -> in(Objects.requireNonNull(law.sources().get(source)).title()))
        .orElse(source);
  }

  private void purposes() {
    heading("Mục đích và căn cứ", "Purposes and what makes them lawful");
    for (Purpose purpose : policy.purposes().values()) {
      page.append(
          say(
                  "- **%s**: căn cứ là %s (cam kết %s).\n",
                  "- **%s**: on the basis of %s (promise %s).\n")
              .formatted(
                  in(purpose.words()), in(TermLabels.basis(purpose.basis())), purpose.promise()));
    }
  }

  private void consents() {
    if (policy.consents().isEmpty()) {
      return;
    }
    heading("Điều Quý khách có thể đồng ý hoặc từ chối", "What you can agree to or refuse");
    for (Consent consent : policy.consents().values()) {
      page.append("\n### ").append(in(consent.words())).append("\n");
      line("> " + in(consent.text().words()));
      page.append('\n');
      item("Phiên bản câu chữ", "Version of the text", "" + consent.text().version());
      switch (consent.scope().granularity()) {
        case CHANNEL -> item("Từng kênh", "Channel by channel", facts(consent.channels().values()));
        case AFFILIATE ->
            item(
                "Từng đơn vị",
                "One by one",
                say(
                    "mỗi đơn vị liên kết cần một sự đồng ý riêng.",
                    "each affiliate takes a yes of its own."));
        case TRANSFER ->
            item(
                "Từng lần",
                "Each time",
                say(
                    "mỗi lần chuyển có thu phí cần một sự đồng ý riêng, có trước lần chuyển đó.",
                    "each transfer for a fee takes a yes of its own, before it."));
      }
      item("Có hiệu lực", "Holds for", in(TermLabels.period(consent.lasts())));
      item(
          "Bằng chứng được giữ",
          "Proof is kept for",
          in(TermLabels.period(consent.term().evidence())) + ". " + in(consent.term().reason()));
      if (!consent.unless().isEmpty()) {
        item("Không nhận khi", "Not taken if", facts(consent.unless()));
      }
    }
  }

  private String facts(Collection<String> names) {
    return names.stream()
        .map(name -> in(Objects.requireNonNull(policy.facts().get(name)).words()))
        .collect(Collectors.joining(" "));
  }

  private void services() {
    if (policy.services().isEmpty()) {
      return;
    }
    heading("Đăng ký dịch vụ cần những gì", "What registering for a service asks");
    Function<Collection<String>, String> labels =
        names ->
            names.stream()
                .map(name -> in(Objects.requireNonNull(policy.fields().get(name)).label()))
                .collect(Collectors.joining(", "));
    for (Service service : policy.services().values()) {
      String may =
          service.may().isEmpty()
              ? ""
              : say("; có thể thêm ", "; may add ") + labels.apply(service.may());
      page.append(
          "- **%s**: %s%s.\n"
              .formatted(in(service.words()), labels.apply(service.requires()), may));
    }
    policy
        .attestation()
        .ifPresent(text ->
            line(
                say("Quý khách xác nhận (phiên bản %d): “%s”", "You confirm (version %d): “%s”")
                    .formatted(text.version(), in(text.words()))));
  }

  private void recipients() {
    if (policy.transfers().isEmpty()) {
      return;
    }
    heading("Bên thứ ba", "Third parties");
    for (Transfer transfer : policy.transfers().values()) {
      List<String> fields = new ArrayList<>();
      transfer
          .fields()
          .forEach((name, form) ->
              fields.add(
                  in(Objects.requireNonNull(policy.fields().get(name)).label())
                      + " ("
                      + in(TermLabels.form(form))
                      + ")"));
      RecipientCategory recipient =
          Objects.requireNonNull(policy.recipients().get(transfer.recipient()));
      page.append(
          "- **%s**: %s. %s (%s %s)%s.\n"
              .formatted(
                  in(recipient.words()),
                  in(transfer.words()),
                  String.join(", ", fields),
                  say("cam kết", "promise"),
                  transfer.promise(),
                  policy.isInForce(transfer)
                      ? ""
                      : say("; hiện bị từ chối", "; refused at present")));
    }
    line(
        say(
            "Không bên nào nhận gì khi chưa có thỏa thuận còn hiệu lực với chính bên đó.",
            "Nobody receives anything without an agreement in force with just that company."));
  }

  private void never() {
    if (policy.never().isEmpty()) {
      return;
    }
    heading("Điều không bao giờ được phép", "What is never permitted");
    policy
        .never()
        .values()
        .forEach(never -> page.append("- ").append(in(never.words())).append('\n'));
    policy
        .law()
        .map(Law::never)
        .orElse(Map.of())
        .values()
        .forEach(never ->
            page.append("- %s (%s)\n".formatted(in(never.words()), ground(never.ground()))));
  }

  private String ground(NeverRule.Ground ground) {
    return switch (ground) {
      case NeverRule.Ground.Promised(PromiseId promise) -> say("cam kết ", "promise ") + promise;
      case NeverRule.Ground.Lawful(String source) -> title(source);
    };
  }

  private void requests() {
    policy
        .law()
        .flatMap(Law::requests)
        .ifPresent(requests -> {
          heading("Thời hạn trả lời yêu cầu của Quý khách", "How long your requests may take");
          page.append(RequestLawText.of(requests, policy.effective(), locale));
        });
  }

  private void law() {
    policy
        .law()
        .ifPresent(law -> {
          heading("Căn cứ pháp luật", "Sources of law");
          law.sources()
              .values()
              .forEach(source -> page.append("- ").append(in(source.title())).append('\n'));
        });
  }

  private String listed(Collection<String> names, Map<String, BilingualText> words) {
    return names.stream()
        .map(name -> in(Objects.requireNonNull(words.get(name))))
        .collect(Collectors.joining("; "));
  }

  private void heading(String vi, String en) {
    page.append("\n## ").append(say(vi, en)).append("\n\n");
  }

  private void line(String text) {
    page.append('\n').append(text).append('\n');
  }

  private void item(String vi, String en, String text) {
    page.append("- ").append(say(vi, en)).append(": ").append(text).append('\n');
  }

  private String say(String vi, String en) {
    return english ? en : vi;
  }

  private String in(BilingualText words) {
    return words.in(locale);
  }
}
