package vn.onecall.server.transfers.agreements;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.onecall.fields.FieldInput;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.server.envelopes.RecipientKey;
import vn.onecall.server.envelopes.RecipientKeyInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.TimeInput;

/** Reads an agreement sent by the company's staff, and reports all errors at once. */
@Component
final class AgreementInput {
  private static final Messages MESSAGES = Messages.beside(AgreementInput.class);
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,200}");
  private static final Pattern CLIENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final Policy policy;
  private final OutboundAddressGuard guard;

  AgreementInput(Policy policy, OutboundAddressGuard guard) {
    this.policy = policy;
    this.guard = guard;
  }

  /** Reads the body as an agreement without a version number. */
  Agreement read(JsonBody body, UUID id) {
    Recipient recipient = recipient(body);
    Set<String> purposes = known(body, "purposes", policy.purposes().keySet());
    Set<String> fields = known(body, "fields", policy.fields().keySet());
    Agreement.Span span =
        new Agreement.Span(TimeInput.read(body, "begins"), TimeInput.read(body, "ends"));
    if (!span.begins().isBefore(span.ends())) {
      wrong(body, "ends", "range", MESSAGES.words("ends-before-it-begins"));
    }
    List<Agreement.Measure> measures = measures(body);
    Agreement.Hosting hosting = hosting(body);
    Agreement.Delivery delivery = delivery(body);
    boolean fee = body.flag("fee");
    body.finish();
    return new Agreement(
        id,
        0,
        recipient,
        new Agreement.Terms(purposes, fields, span, measures, hosting, delivery, fee),
        Optional.empty());
  }

  private Recipient recipient(JsonBody body) {
    String id = body.text("recipient");
    if (!id.isEmpty() && !Recipient.isId(id)) {
      wrong(body, "recipient", "format", MESSAGES.words("not-a-recipient-code"));
    }
    String kind = body.text("kind");
    if (!kind.isEmpty() && !policy.recipients().containsKey(kind)) {
      body.wrong(FieldError.notListed("kind", policy.recipients().keySet()));
    }
    String name = line(body, "name", body.text("name"));
    Optional<String> client = Optional.ofNullable(body.optionalText("client"));
    if (client.filter(each -> !CLIENT.matcher(each).matches()).isPresent()) {
      wrong(body, "client", "format", MESSAGES.words("not-a-client"));
    }
    return new Recipient(id, kind, name, client, OptionalInt.empty());
  }

  private static Set<String> known(JsonBody body, String part, Collection<String> known) {
    Set<String> names = body.names(part);
    if (names.isEmpty()) {
      body.wrong(FieldError.missing(part));
    } else if (!known.containsAll(names)) {
      body.wrong(FieldError.notListed(part, known));
    }
    return names;
  }

  private static List<Agreement.Measure> measures(JsonBody body) {
    List<Agreement.Measure> measures = new ArrayList<>();
    body.inputs("measures")
        .forEach((name, inputs) -> {
          String path = "measures." + FieldError.repeatable(name);
          if (Recipient.isId(name)
              && inputs.size() == 1
              && inputs.getFirst() instanceof FieldInput.Parts(var parts)
              && Set.of("evidence", "review-by").containsAll(parts.keySet())) {
            String evidence = parts.getOrDefault("evidence", "");
            measures.add(
                new Agreement.Measure(
                    name,
                    evidence.isEmpty() ? "" : line(body, path + ".evidence", evidence),
                    TimeInput.read(
                        body, path + ".review-by", parts.getOrDefault("review-by", ""))));
          } else {
            wrong(body, path, "format", MESSAGES.words("not-a-measure"));
          }
        });
    return measures.stream().sorted(Comparator.comparing(Agreement.Measure::name)).toList();
  }

  private static Agreement.Hosting hosting(JsonBody body) {
    String country = body.text("country");
    if (!country.isEmpty() && !COUNTRY.matcher(country).matches()) {
      wrong(body, "country", "format", MESSAGES.words("not-a-country"));
    }
    Set<String> processors = new LinkedHashSet<>();
    body.names("subprocessors").forEach(each -> processors.add(line(body, "subprocessors", each)));
    return new Agreement.Hosting(country, processors.stream().sorted().toList());
  }

  private Agreement.Delivery delivery(JsonBody body) {
    String word = body.text("delivery");
    Agreement.Way way = Agreement.Way.PUSH;
    if (Set.of("push", "file").contains(word)) {
      way = Agreement.Way.valueOf(word.toUpperCase(Locale.ROOT));
    } else if (!word.isEmpty()) {
      body.wrong(FieldError.notListed("delivery", List.of("push", "file")));
    }
    String address = Optional.ofNullable(body.optionalText("address")).orElse("");
    if (way == Agreement.Way.PUSH && !guard.isAddress(address)) {
      wrong(body, "address", "format", MESSAGES.words("not-an-address"));
    }
    return new Agreement.Delivery(way, way == Agreement.Way.PUSH ? address : "", key(body));
  }

  /** Empty if the recipient has no key or its key was revoked; nothing is then transferred. */
  private static String key(JsonBody body) {
    if (!body.has("key")) {
      return "";
    }
    return RecipientKeyInput.read(body).map(RecipientKey::json).orElse("");
  }

  private static String line(JsonBody body, String path, String text) {
    if (!text.isEmpty() && !LINE.matcher(text).matches()) {
      wrong(body, path, "format", MESSAGES.words("not-a-line"));
      return "";
    }
    return text;
  }

  private static void wrong(JsonBody body, String part, String code, BilingualText words) {
    body.wrong(new FieldError(part, code, words));
  }
}
