package vn.onecall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Adds one line {@code promise TAB class#method TAB passed|failed} for every finished test marked
 * {@link Promise} to the file named by the system property {@code onecall.promise.results}: each
 * fork has a file of its own, and runs its classes one after the other. Without the property it
 * writes nothing. A test that was skipped leaves no line: it proved nothing.
 */
public final class PromiseListener implements TestExecutionListener {

  /** The system property that names the file of results. */
  public static final String RESULTS_PROPERTY = "onecall.promise.results";

  private final Set<String> lines = new ConcurrentSkipListSet<>();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!test.isTest() || !(test.getSource().orElse(null) instanceof MethodSource source)) {
      return;
    }
    String outcome =
        result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "passed" : "failed";
    for (String promise : promisesOf(source.getJavaMethod())) {
      lines.add(
          promise
              + "\t"
              + source.getJavaClass().getName()
              + "#"
              + source.getMethodName()
              + "\t"
              + outcome);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    String file = System.getProperty(RESULTS_PROPERTY);
    if (file == null || lines.isEmpty()) {
      return;
    }
    try {
      Path path = Path.of(file);
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(path, List.copyOf(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      lines.clear();
    } catch (IOException e) {
      throw new UncheckedIOException("The results of the promises' tests cannot be written", e);
    }
  }

  private static Set<String> promisesOf(Method method) {
    Set<String> promises = new TreeSet<>();
    Promise onMethod = method.getAnnotation(Promise.class);
    Promise onClass = method.getDeclaringClass().getAnnotation(Promise.class);
    if (onMethod != null) {
      promises.addAll(Set.of(onMethod.value()));
    }
    if (onClass != null) {
      promises.addAll(Set.of(onClass.value()));
    }
    return promises;
  }
}
