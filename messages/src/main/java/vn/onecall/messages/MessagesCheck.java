package vn.onecall.messages;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds the bundles of a Maven module against its code, for the module's tests: each bundle is
 * whole in both languages, each text is used, each use names a text and gives it its arguments, and
 * no string of the code is in Vietnamese. It reads sources and needs the compiler of a JDK.
 */
public final class MessagesCheck {
  private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Letters that Vietnamese has and English has not, marks that stand alone among them. */
  private static final Pattern VIETNAMESE =
      Pattern.compile("[\\x{c0}-\\x{1b0}&&\\p{L}]|[\\x{1ea0}-\\x{1ef9}]|\\p{M}");

  private final Path resources;
  private final Set<String> data;
  private final Set<String> vietnamese = new TreeSet<>();
  private final Map<String, SortedMap<String, Message>> bundles = new TreeMap<>();
  private final Map<String, Set<String>> used = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private MessagesCheck(Path resources, Set<String> data) {
    this.resources = resources;
    this.data = data;
  }

  /**
   * What is wrong with the messages of a module, in words; empty if nothing is.
   *
   * @param module its folder, with {@code src/main/java} and perhaps {@code src/main/resources}
   */
  public static List<String> faults(Path module) {
    return faults(module, Set.of());
  }

  /**
   * What is wrong with the messages of a module, some of whose sources hold data in Vietnamese,
   * such as the names of provinces.
   *
   * @param module its folder, with {@code src/main/java} and perhaps {@code src/main/resources}
   * @param data the names of the files whose strings may be in Vietnamese, and are
   */
  public static List<String> faults(Path module, Set<String> data) {
    MessagesCheck check = new MessagesCheck(module.resolve("src/main/resources"), data);
    try {
      check.readBundles();
      SourceTexts texts =
          SourceTexts.of(files(module.resolve("src/main/java"), MessagesCheck::isJava));
      texts.strings().forEach(check::checkLanguage);
      texts.uses().forEach(check::checkUse);
      check.faults.addAll(texts.faults());
      check.checkAllUsed();
      check.checkData();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableList(check.faults);
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  private static boolean isBundle(Path file) {
    return file.endsWith(Bundle.file("vi")) || file.endsWith(Bundle.file("en"));
  }

  private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    }
  }

  private void readBundles() throws IOException {
    Set<Path> folders = new TreeSet<>();
    for (Path file : files(resources, MessagesCheck::isBundle)) {
      folders.add(Objects.requireNonNull(file.getParent()));
    }
    for (Path folder : folders) {
      String name = resources.relativize(folder).toString().replace('/', '.');
      try (Reader vi = Files.newBufferedReader(folder.resolve(Bundle.file("vi")));
          Reader en = Files.newBufferedReader(folder.resolve(Bundle.file("en")))) {
        SortedMap<String, Message> bundle = Bundle.read(vi, en);
        bundle.values().forEach(Message::arguments);
        bundles.put(name, bundle);
      } catch (IOException | IllegalStateException e) {
        faults.add(name + ": " + e.getMessage());
      }
    }
    bundles.forEach((name, messages) ->
        messages.keySet().stream()
            .filter(key -> !KEY.matcher(key).matches())
            .forEach(key -> faults.add(name + ": '" + key + "' is not in lower case with dashes")));
  }

  private void checkLanguage(SourceTexts.Literal literal) {
    if (!VIETNAMESE.matcher(literal.text()).find()) {
      return;
    }
    vietnamese.add(literal.place());
    if (!data.contains(literal.place())) {
      faults.add(literal.place() + ": a text in Vietnamese stands in the code");
    }
  }

  private void checkData() {
    data.stream()
        .filter(file -> !vietnamese.contains(file))
        .sorted()
        .forEach(file -> faults.add(file + ": no data in Vietnamese stands in it"));
  }

  private void checkUse(SourceTexts.Use use) {
    SortedMap<String, Message> bundle = bundles.get(use.packageName());
    if (bundle == null) {
      faults.add(use.place() + ": there is no bundle of " + use.packageName());
      return;
    }
    Set<String> keys = used.computeIfAbsent(use.packageName(), any -> new HashSet<>());
    if (use.isPrefix()) {
      List<String> found = bundle.keySet().stream().filter(use::covers).toList();
      keys.addAll(found);
      if (found.isEmpty()) {
        faults.add(use.place() + ": no text begins with '" + use.key() + "'");
      }
      return;
    }
    Message message = bundle.get(use.key());
    keys.add(use.key());
    if (message == null) {
      faults.add(use.place() + ": there is no text '" + use.key() + "'");
    } else if (!fits(message.arguments(), use.values())) {
      faults.add(
          "%s: '%s' takes %s, and is given %d"
              .formatted(use.place(), use.key(), message.arguments(), use.values()));
    }
  }

  /** Named arguments come in one map, whose names the bundle compares when it is asked. */
  private static boolean fits(Collection<String> arguments, int values) {
    boolean named = arguments.stream().anyMatch(each -> !Character.isDigit(each.charAt(0)));
    return named ? values == 1 : arguments.size() == values;
  }

  private void checkAllUsed() {
    bundles.forEach((name, messages) ->
        messages.keySet().stream()
            .filter(key -> !used.getOrDefault(name, Set.of()).contains(key))
            .forEach(key -> faults.add(name + ": no code uses '" + key + "'")));
  }
}
