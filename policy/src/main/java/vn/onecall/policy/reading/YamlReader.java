package vn.onecall.policy.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import vn.onecall.policy.PolicyException;

/**
 * Reads the part of YAML 1.2 that a policy is written in: mappings, lists and texts, at most
 * sixteen levels deep. Anchors, aliases, tags and further documents are refused, so that each line
 * means what it shows and no file expands while it is read.
 */
final class YamlReader {

  private static final int MAX_DEPTH = 16;

  private final String text;
  private final Findings findings;
  private final Iterator<Event> events;

  private YamlReader(String text, Findings findings) {
    this.text = text;
    this.findings = findings;
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(PolicyFile.MAX_BYTES).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /** The mapping that a file holds. Throws if the text is no YAML or no mapping. */
  static YamlNode.Mapping read(String text, Findings findings) {
    return new YamlReader(text, findings).document();
  }

  private YamlNode.Mapping document() {
    next(); // the stream's start
    Event first = next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      throw refuse(1, "the file is empty");
    }
    YamlNode root = node(next(), 0);
    next(); // the document's end
    Event end = next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw refuse(line(end), "a policy is one document; a second one begins here");
    }
    if (root instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    throw refuse(root.line(), "a policy is a mapping of keys to values");
  }

  private YamlNode node(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw refuse(line(event), "this is nested more than " + MAX_DEPTH + " deep");
    }
    if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
      refuseAnchor(node);
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar);
      case AliasEvent alias -> {
        findings.add(line(alias), "aliases are not part of the language; write the value out");
        yield new YamlNode.Scalar(line(alias), "", true);
      }
      case CollectionStartEvent start when start.getEventId() == Event.ID.SequenceStart ->
          sequence(start, depth);
      case CollectionStartEvent start -> mapping(start, depth);
      default -> throw new IllegalStateException("The YAML parser gave an event out of order");
    };
  }

  private void refuseAnchor(NodeEvent event) {
    if (event.getAnchor().isPresent()) {
      findings.add(line(event), "anchors are not part of the language; write the value out");
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent start -> start.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      findings.add(line(event), "tags are not part of the language");
    }
  }

  private YamlNode.Scalar scalar(ScalarEvent event) {
    String value = event.getValue();
    value
        .codePoints()
        .filter(YamlReader::isHidden)
        .findFirst()
        .ifPresent(hidden ->
            findings.add(
                line(event), "the hidden character U+%04X stands in a text".formatted(hidden)));
    return new YamlNode.Scalar(line(event), value, event.isPlain());
  }

  /** Whether a character is invisible or changes the reading order, and could mislead a reader. */
  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private YamlNode.Sequence sequence(Event start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(node(event, depth + 1));
    }
    return new YamlNode.Sequence(line(start), items);
  }

  private YamlNode.Mapping mapping(Event start, int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(next(), depth + 1);
      if (!(key instanceof YamlNode.Scalar name)) {
        findings.add(key.line(), "a key is a text");
        continue;
      }
      Integer earlier = lines.putIfAbsent(name.text(), name.line());
      if (earlier == null) {
        entries.add(new YamlNode.Entry(name, value));
      } else {
        findings.add(
            name.line(),
            "the key %s stands here a second time; the first is in line %d"
                .formatted(YamlNode.quote(name.text()), earlier));
      }
    }
    return new YamlNode.Mapping(line(start), entries);
  }

  private Event next() {
    try {
      return events.next();
    } catch (MarkedYamlEngineException e) {
      throw refuse(line(e.getProblemMark()), "this is not YAML: " + e.getProblem());
    } catch (ReaderException e) {
      String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      throw refuse(line, "the character U+%04X has no place in a file".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw refuse(1, "this is not YAML: " + e.getMessage());
    }
  }

  private PolicyException refuse(int line, String reason) {
    findings.add(line, reason);
    return findings.refusal();
  }

  private static int line(Event event) {
    return line(event.getStartMark());
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }
}
