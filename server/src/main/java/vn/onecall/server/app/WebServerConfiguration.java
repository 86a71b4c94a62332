package vn.onecall.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the web server an empty folder of ours; else it leaves one in the folder of all programs.
 */
@Configuration(proxyBeanMethods = false)
class WebServerConfiguration {

  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> documentRoot(
      OnecallSettings config) {
    return factory -> {
      try {
        Path empty = Files.createDirectories(config.data().resolve("tomcat").resolve("documents"));
        factory.setDocumentRoot(empty.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
