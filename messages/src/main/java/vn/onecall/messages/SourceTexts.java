package vn.onecall.messages;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What sources say in strings, and which texts of their bundles they use. */
final class SourceTexts extends TreeScanner<@Nullable Void, CompilationUnitTree> {
  private static final String HOLDER = "MESSAGES";
  private static final Set<String> PREFIXED = Set.of("each", "startingWith");

  private final List<Literal> strings = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private SourceTexts() {}

  /** A string, and the file that it stands in. */
  record Literal(String place, String text) {}

  /**
   * A use of a text.
   *
   * @param key the key, or the prefix of several
   * @param values how many values are given with it
   */
  record Use(String place, String packageName, String key, boolean isPrefix, int values) {
    boolean covers(String other) {
      return isPrefix ? other.startsWith(key) : other.equals(key);
    }
  }

  static SourceTexts of(List<Path> files) throws IOException {
    SourceTexts texts = new SourceTexts();
    if (files.isEmpty()) {
      return texts;
    }
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  error -> texts.faults.add(error.toString()),
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        texts.scan(unit, unit);
      }
    }
    return texts;
  }

  List<Literal> strings() {
    return strings;
  }

  List<Use> uses() {
    return uses;
  }

  List<String> faults() {
    return faults;
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree literal, CompilationUnitTree unit) {
    if (literal.getValue() instanceof String text) {
      strings.add(new Literal(place(unit), text));
    }
    return null;
  }

  /** A bundle is held under one name, beside its own package. */
  @Override
  public @Nullable Void visitVariable(VariableTree variable, CompilationUnitTree unit) {
    if (!"Messages".equals(String.valueOf(variable.getType()))) {
      return super.visitVariable(variable, unit);
    }
    String initializer = String.valueOf(variable.getInitializer());
    if (!variable.getName().contentEquals(HOLDER)
        || !initializer.equals("Messages.beside(" + topClass(unit) + ".class)")) {
      faults.add(place(unit) + ": not MESSAGES = Messages.beside(" + topClass(unit) + ".class)");
    }
    return null;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, CompilationUnitTree unit) {
    if (!(call.getMethodSelect() instanceof MemberSelectTree select) || !isHolder(select)) {
      return super.visitMethodInvocation(call, unit);
    }
    List<? extends ExpressionTree> arguments = call.getArguments();
    if (!arguments.isEmpty()
        && arguments.getFirst() instanceof LiteralTree literal
        && literal.getValue() instanceof String key) {
      uses.add(
          new Use(
              place(unit),
              String.valueOf(unit.getPackageName()),
              key,
              PREFIXED.contains(select.getIdentifier().toString()),
              arguments.size() - 1));
    } else {
      faults.add(place(unit) + ": the key of a text is no string literal: " + call);
    }
    return scan(arguments, unit);
  }

  /** The bundle is asked where a text is needed, and passed on to nobody. */
  @Override
  public @Nullable Void visitIdentifier(IdentifierTree name, CompilationUnitTree unit) {
    if (name.getName().contentEquals(HOLDER)) {
      faults.add(place(unit) + ": MESSAGES is passed on");
    }
    return null;
  }

  private static boolean isHolder(MemberSelectTree select) {
    return select.getExpression() instanceof IdentifierTree name
        && name.getName().contentEquals(HOLDER);
  }

  private static String topClass(CompilationUnitTree unit) {
    String file = place(unit);
    return file.substring(0, file.length() - ".java".length());
  }

  private static String place(CompilationUnitTree unit) {
    return Objects.requireNonNull(Path.of(unit.getSourceFile().getName()).getFileName()).toString();
  }
}
