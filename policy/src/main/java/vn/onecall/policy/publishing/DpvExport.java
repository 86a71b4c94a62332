package vn.onecall.policy.publishing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.ClockRule;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Basis;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.RecipientCategory;
import vn.onecall.policy.model.Sensitivity;
import vn.onecall.policy.model.Transfer;

/**
 * A policy for machines: JSON-LD in the terms of the W3C Data Privacy Vocabulary 2.x. It holds what
 * {@link PolicyPage} holds, and its JSON-LD context is inline. Terms that the vocabulary lacks are
 * named under the policy's own address.
 */
public final class DpvExport {

  private final Policy policy;
  private final String base;

  private DpvExport(Policy policy, String base) {
    this.policy = policy;
    this.base = base;
  }

  /**
   * The policy as a JSON-LD document.
   *
   * @param base the address at which the policy is published, without a fragment; what it names is
   *     found under fragments of it
   */
  public static String of(Policy policy, String base) {
    return JsonText.of(new DpvExport(policy, base).document());
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@context", context());
    List<Object> graph = new ArrayList<>();
    graph.add(notice());
    policy.purposes().values().forEach(purpose -> graph.add(purpose(purpose)));
    policy.fields().values().forEach(field -> graph.add(field(field)));
    policy.recipients().values().forEach(recipient -> graph.add(recipient(recipient)));
    clocks().forEach(rule -> graph.add(right(rule)));
    policy.activities().values().forEach(activity -> graph.add(process(activity)));
    policy.transfers().values().forEach(transfer -> graph.add(process(transfer)));
    document.put("@graph", graph);
    return document;
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("dpv", "https://w3id.org/dpv#");
    context.put("pd", "https://w3id.org/dpv/pd#");
    context.put("loc", "https://w3id.org/dpv/loc#");
    context.put("dcterms", "http://purl.org/dc/terms/");
    context.put("skos", "http://www.w3.org/2004/02/skos/core#");
    context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
    return context;
  }

  private Map<String, Object> notice() {
    Map<String, Object> notice = thing("", "dpv:PrivacyNotice");
    notice.put("dcterms:title", policy.name());
    notice.put("dcterms:hasVersion", String.valueOf(policy.version()));
    notice.put("dcterms:valid", typed(policy.effective().toString(), "xsd:date"));
    notice.put("dpv:hasJurisdiction", id("loc:VN"));
    Map<String, Object> controller = thing("controller", "dpv:DataController");
    controller.put("dpv:hasName", policy.controller());
    notice.put("dpv:hasDataController", controller);
    notice.put(
        "dpv:hasProcess",
        Stream.concat(policy.activities().keySet().stream(), policy.transfers().keySet().stream())
            .map(this::at)
            .toList());
    if (!clocks().isEmpty()) {
      notice.put(
          "dpv:hasRight", clocks().stream().map(rule -> at("right-" + rule.name())).toList());
    }
    return notice;
  }

  private Map<String, Object> purpose(Purpose purpose) {
    Map<String, Object> node = thing("purpose-" + purpose.name(), purpose.dpv());
    node.put("skos:prefLabel", labels(purpose.words()));
    return node;
  }

  private Map<String, Object> field(Field field) {
    Category category = Objects.requireNonNull(policy.categories().get(field.category()));
    Map<String, Object> node = thing("field-" + field.name(), field.dpv());
    node.put(
        "@type",
        List.of(
            field.dpv(),
            category.sensitivity() == Sensitivity.SENSITIVE
                ? "dpv:SensitivePersonalData"
                : "dpv:PersonalData"));
    node.put("skos:prefLabel", labels(field.label()));
    Map<String, Object> storage = new LinkedHashMap<>();
    storage.put("@type", "dpv:StorageDuration");
    storage.put("dpv:hasDuration", typed(category.retention().period().toString(), "xsd:duration"));
    storage.put("dcterms:description", labels(category.retention().reason()));
    node.put("dpv:hasStorageCondition", storage);
    return node;
  }

  private Map<String, Object> recipient(RecipientCategory recipient) {
    Map<String, Object> node = thing("recipient-" + recipient.name(), "dpv:Recipient");
    node.put("skos:prefLabel", labels(recipient.words()));
    return node;
  }

  private List<ClockRule> clocks() {
    return policy
        .law()
        .flatMap(Law::requests)
        .map(requests -> List.copyOf(requests.clocks().values()))
        .orElse(List.of());
  }

  /** The vocabulary has no term for a limit in working days, so that limits are given as text. */
  private Map<String, Object> right(ClockRule rule) {
    Map<String, Object> node = thing("right-" + rule.name(), "dpv:DataSubjectRight");
    node.put("skos:prefLabel", labels(rule.words()));
    node.put("dcterms:description", labels(RequestLawText.times(rule)));
    node.put("dcterms:source", labels(rule.citation().article()));
    return node;
  }

  private Map<String, Object> process(Transfer transfer) {
    Map<String, Object> node = process(transfer.activity());
    node.put("dpv:hasRecipient", at("recipient-" + transfer.recipient()));
    return node;
  }

  private Map<String, Object> process(Activity activity) {
    Purpose purpose = Objects.requireNonNull(policy.purposes().get(activity.purpose()));
    Map<String, Object> node = thing(activity.id(), "dpv:Process");
    node.put("dpv:hasPurpose", at("purpose-" + purpose.name()));
    node.put("dpv:hasLegalBasis", id(basis(purpose.basis())));
    Set<String> data = new TreeSet<>(activity.fields().keySet());
    data.addAll(activity.by());
    if (!data.isEmpty()) {
      node.put("dpv:hasPersonalData", data.stream().map(field -> at("field-" + field)).toList());
    }
    return node;
  }

  private static String basis(Basis basis) {
    return switch (basis) {
      case CONTRACT -> "dpv:ContractPerformance";
      case LEGAL_OBLIGATION -> "dpv:LegalObligation";
      case CONSENT -> "dpv:ExplicitlyExpressedConsent";
    };
  }

  private Map<String, Object> thing(String fragment, String type) {
    Map<String, Object> thing = new LinkedHashMap<>();
    thing.put("@id", fragment.isEmpty() ? base : base + "#" + fragment);
    thing.put("@type", type);
    return thing;
  }

  private Map<String, Object> at(String fragment) {
    return id(base + "#" + fragment);
  }

  private static Map<String, Object> id(String iri) {
    return Map.of("@id", iri);
  }

  private static Map<String, Object> typed(String value, String type) {
    Map<String, Object> typed = new LinkedHashMap<>();
    typed.put("@value", value);
    typed.put("@type", type);
    return typed;
  }

  private static List<Object> labels(BilingualText words) {
    return List.of(label(words.vi(), "vi"), label(words.en(), "en"));
  }

  private static Map<String, Object> label(String text, String language) {
    Map<String, Object> label = new LinkedHashMap<>();
    label.put("@value", text);
    label.put("@language", language);
    return label;
  }
}
