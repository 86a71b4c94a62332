package vn.onecall.server.consents;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.calls.Actor;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.subjects.CollectionOrigin;

/**
 * One thing that happened to a consent: who, when, where, in which words. It is kept sealed, in a
 * category of its own, so that it outlives the contacts that it speaks of. Its fields are those
 * that ISO/IEC TS 27560:2023 asks of a record's event.
 *
 * @param consent the consent's name in the policy
 * @param scope what it is about
 * @param state what became of it
 * @param text the version of the text that the customer was shown
 * @param at when
 * @param collected how it came to us
 * @param until how long a consent given holds
 * @param client the client that brought it
 * @param actor who acted there, as the client declared it
 */
record ConsentRecord(
    String consent,
    Scope scope,
    ConsentState state,
    int text,
    Instant at,
    CollectionOrigin collected,
    Optional<Instant> until,
    String client,
    Optional<String> actor) {
  private static final List<String> PARTS =
      List.of(
          "consent",
          "channels",
          "recipient",
          "purpose",
          "fields",
          "state",
          "text",
          "at",
          "source",
          "moment",
          "channel",
          "until",
          "client",
          "actor");

  /**
   * What a consent is about.
   *
   * @param channels its channels; in their place the affiliate or the transfer
   * @param about what the transfer hands over, if it is about one
   */
  record Scope(SortedSet<String> channels, Optional<TransferConsentScope> about) {
    Scope {
      channels = Collections.unmodifiableSortedSet(new TreeSet<>(channels));
    }
  }

  /** The input of a caller. */
  static ConsentRecord of(
      String consent,
      Scope scope,
      ConsentState state,
      int text,
      Instant at,
      CollectionOrigin collected,
      Optional<Instant> until,
      Caller caller) {
    return new ConsentRecord(
        consent,
        scope,
        state,
        text,
        at,
        collected,
        until,
        caller.client(),
        caller.actor().map(Actor::name));
  }

  /** The channels that it is about; in their place the affiliate or the transfer. */
  SortedSet<String> channels() {
    return scope.channels();
  }

  /** The parts of the record by name, in order, without the empty ones. */
  Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("consent", consent);
    parts.put("channels", String.join(",", channels()));
    scope
        .about()
        .ifPresent(about -> {
          parts.put("recipient", about.recipient());
          parts.put("purpose", about.purpose());
          parts.put("fields", String.join(",", about.fields()));
        });
    parts.put("state", state.word());
    parts.put("text", Integer.toString(text));
    parts.put("at", at.toString());
    parts.put("source", collected.source());
    parts.put("moment", collected.moment());
    parts.put("channel", collected.channel());
    until.ifPresent(end -> parts.put("until", end.toString()));
    parts.put("client", client);
    actor.ifPresent(who -> parts.put("actor", who));
    return parts;
  }

  /** The one form in which it is sealed: {@code name=value} with semicolons between. */
  String format() {
    StringBuilder text = new StringBuilder();
    parts()
        .forEach((name, value) ->
            text.append(text.isEmpty() ? "" : ";").append(name).append('=').append(value));
    return text.toString();
  }

  /** Reads the sealed form; empty unless it matches exactly. */
  static Optional<ConsentRecord> parse(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0 || !PARTS.contains(part.substring(0, equals))) {
        return Optional.empty();
      }
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return of(parts).filter(record -> record.format().equals(text));
  }

  /** Reads the parts; empty if they form no valid record. */
  static Optional<ConsentRecord> of(Map<String, String> parts) {
    try {
      return ConsentState.of(need(parts.get("state")))
          .map(state ->
              new ConsentRecord(
                  need(parts.get("consent")),
                  new Scope(list(need(parts.get("channels"))), about(parts)),
                  state,
                  Integer.parseInt(need(parts.get("text"))),
                  Instant.parse(need(parts.get("at"))),
                  new CollectionOrigin(
                      need(parts.get("source")),
                      need(parts.get("moment")),
                      need(parts.get("channel"))),
                  Optional.ofNullable(parts.get("until")).map(Instant::parse),
                  need(parts.get("client")),
                  Optional.ofNullable(parts.get("actor"))));
    } catch (NullPointerException | NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<TransferConsentScope> about(Map<String, String> parts) {
    return Optional.ofNullable(parts.get("recipient"))
        .map(recipient ->
            new TransferConsentScope(
                recipient, need(parts.get("purpose")), list(need(parts.get("fields")))));
  }

  private static SortedSet<String> list(String text) {
    return new TreeSet<>(List.of(text.split(",", -1)));
  }

  private static String need(@Nullable String part) {
    return Objects.requireNonNull(part);
  }
}
