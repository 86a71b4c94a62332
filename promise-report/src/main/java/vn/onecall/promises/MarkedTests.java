package vn.onecall.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tests that the compiled test classes mark with {@code @Promise}, as {@code class#method}: all
 * of these must have run. They are read from the class files, so that a test which no runner found
 * is known all the same. A test that is enabled by {@code -Donecall.long=true} alone is left out.
 */
final class MarkedTests {
  private static final String PROMISE = "Lvn/onecall/testing/Promise;";
  private static final String ENABLED_IF =
      "Lorg/junit/jupiter/api/condition/EnabledIfSystemProperty;";
  private static final String LONG = "onecall.long";

  private static final Set<String> TESTS =
      Set.of(
          "Lorg/junit/jupiter/api/Test;",
          "Lorg/junit/jupiter/api/RepeatedTest;",
          "Lorg/junit/jupiter/api/TestFactory;",
          "Lorg/junit/jupiter/api/TestTemplate;",
          "Lorg/junit/jupiter/params/ParameterizedTest;",
          "Lnet/jqwik/api/Example;",
          "Lnet/jqwik/api/Property;");

  private MarkedTests() {}

  /** Reads a folder of test classes. */
  static Set<String> in(Path classes) {
    Set<String> marked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        addMarked(ClassFile.of().parse(file), marked);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The test classes in " + classes + " cannot be read", e);
    }
    return marked;
  }

  private static void addMarked(ClassModel type, Collection<String> marked) {
    List<Annotation> onType = annotations(type);
    boolean every = has(onType, Set.of(PROMISE));
    for (MethodModel method : type.methods()) {
      List<Annotation> onMethod = annotations(method);
      boolean one = has(onMethod, Set.of(PROMISE)) || (every && has(onMethod, TESTS));
      if (one && !needsLongRun(onType) && !needsLongRun(onMethod)) {
        marked.add(
            type.thisClass().asInternalName().replace('/', '.')
                + "#"
                + method.methodName().stringValue());
      }
    }
  }

  private static List<Annotation> annotations(AttributedElement element) {
    return element
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(attribute -> attribute.annotations())
        .orElse(List.of());
  }

  private static boolean has(List<Annotation> annotations, Set<String> types) {
    return annotations.stream().anyMatch(each -> types.contains(each.className().stringValue()));
  }

  private static boolean needsLongRun(List<Annotation> annotations) {
    return annotations.stream()
        .filter(each -> each.className().equalsString(ENABLED_IF))
        .flatMap(each -> each.elements().stream())
        .anyMatch(element ->
            element.name().equalsString("named")
                && element.value() instanceof AnnotationValue.OfString text
                && text.stringValue().equals(LONG));
  }
}
