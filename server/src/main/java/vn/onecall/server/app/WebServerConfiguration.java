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
 * Gives the web server an empty document folder inside the server's data folder; otherwise Tomcat
 * would create one in the shared temporary folder.
 */
@Configuration(proxyBeanMethods = false)
class WebServerConfiguration {

  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> documentRoot(
      OnecallSettings settings) {
    return factory -> {
      try {
        Path empty =
            Files.createDirectories(settings.data().resolve("tomcat").resolve("documents"));
        factory.setDocumentRoot(empty.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
