package vn.onecall.server.http;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import vn.onecall.messages.Messages;
import vn.onecall.server.limits.AddressRange;
import vn.onecall.server.limits.LimitSettings;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;

/** What stands before the program's own filters: the container's connector and the firewall. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {
  private static final Messages MESSAGES = Messages.beside(ConnectorConfiguration.class);
  private static final int UPLOAD_SILENCE_MILLIS = 5_000;

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> connector(
      LimitSettings limits, ProblemSender sender) {
    return factory -> {
      factory.setProtocol(PerAddressProtocol.class.getName());
      factory.addConnectorCustomizers(connector -> bound(connector, limits));
      factory.addEngineValves(new UnreadBodyValve());
      factory.addContextCustomizers(
          context -> context.getParent().getPipeline().addValve(new ConnectorProblemValve(sender)));
    };
  }

  private static void bound(Connector connector, LimitSettings limits) {
    PerAddressProtocol protocol = (PerAddressProtocol) connector.getProtocolHandler();
    protocol.bound(
        limits.connectionsPerAddress(),
        limits.proxies().stream().map(AddressRange::parse).toList());
    // A stranger is told to go on with a body only once somebody reads it.
    protocol.setContinueResponseTiming("onRead");
    protocol.setDisableUploadTimeout(false);
    protocol.setConnectionUploadTimeout(UPLOAD_SILENCE_MILLIS);
  }

  /**
   * As strict as it comes, but for values of headers: each that is used is read by its own rule,
   * and refused with its name. Sent in UTF-8 they have bytes that the firewall takes for controls.
   */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderValues(value -> value.chars().noneMatch(c -> c < ' ' && c != '\t'));
    return firewall;
  }

  @Bean
  RequestRejectedHandler rejected(ProblemSender sender) {
    return (request, response, reason) ->
        sender.send(request, response, Problem.MALFORMED, MESSAGES.words("unreadable-request"));
  }
}
