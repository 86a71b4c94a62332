package vn.onecall.server.app;

import java.io.IOException;
import java.util.Arrays;
import org.springframework.aot.AotDetector;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.util.ClassUtils;
import vn.onecall.keeper.instances.Instances;

/**
 * The server's beginning. Without a command it serves until it is told to stop; with {@code
 * db-migrate} it brings schema and roles of both instances up to date and ends, and with one of
 * {@link KeystoreCommands} it tends the keystore.
 *
 * <p>With {@code -Donecall.stop-on-eof=true} it also stops, in good order, when its standard input
 * ends: a parent that holds the other end of the pipe leaves no orphan even if it is killed.
 */
@SpringBootApplication(
    scanBasePackages = "vn.onecall.server",
    // Its page of errors is HTML; the connector answers with a problem.
    exclude = ErrorMvcAutoConfiguration.class)
@Import(FeatureBeans.class)
public class OnecallServer {
  private static final String MIGRATE = "db-migrate";
  private static final String PREPARED = "__ApplicationContextInitializer";

  /** The beans of a command: the configuration, without a web server. */
  @Configuration(proxyBeanMethods = false)
  @Import(SettingsConfiguration.class)
  static class Command {}

  /** Starts the server, or runs the command given as the first argument. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(MIGRATE)) {
      migrate(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    if (args.length > 0 && KeystoreCommands.NAMES.contains(args[0])) {
      System.exit(keys(args[0], Arrays.copyOfRange(args, 1, args.length)));
    }
    usePreparedBeans();
    SpringApplication application = new SpringApplication(OnecallServer.class);
    application.addInitializers(new EarlyStartup.Early());
    ConfigurableApplicationContext server = application.run(args);
    if (Boolean.getBoolean("onecall.stop-on-eof")) {
      Thread.ofPlatform().daemon().name("stop-on-eof").start(() -> stopAtEndOfInput(server));
    }
  }

  /**
   * Takes the beans from the code that the build has written (Spring's ahead-of-time processing),
   * which saves reading every class of configuration. A feature that the build did not know brings
   * beans of its own; with one, and while that code is written, all are looked for.
   */
  private static void usePreparedBeans() {
    ClassLoader loader = OnecallServer.class.getClassLoader();
    if (!Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
        && ClassUtils.isPresent(OnecallServer.class.getName() + PREPARED, loader)
        && FeatureBeans.packages().isEmpty()) {
      SpringProperties.setFlag(AotDetector.AOT_ENABLED);
    }
  }

  private static void migrate(String[] args) {
    try (ConfigurableApplicationContext context = command(args)) {
      Instances.migrate(KeeperConfiguration.settings(context.getBean(OnecallSettings.class)))
          .close();
      System.out.println("The schema and the roles of main and keys are up to date.");
    } catch (vn.onecall.keeper.instances.InstanceException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static int keys(String name, String[] args) {
    try (ConfigurableApplicationContext context = command(args)) {
      OnecallSettings settings = context.getBean(OnecallSettings.class);
      return new KeystoreCommands(settings, settings.clock(), System.out, System.err)
          .run(name, context.getBean(ApplicationArguments.class));
    }
  }

  private static ConfigurableApplicationContext command(String[] args) {
    return new SpringApplicationBuilder(Command.class).web(WebApplicationType.NONE).run(args);
  }

  private static void stopAtEndOfInput(ConfigurableApplicationContext server) {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // A broken pipe means the same as its end: the parent is gone.
    }
    System.exit(SpringApplication.exit(server));
  }
}
