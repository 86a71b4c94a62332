package vn.onecall.server.clients;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /.well-known/oauth-authorization-server}: what a client must know to ask for tokens (RFC
 * 8414). It names what this server does and nothing that a library could do.
 */
@RestController
final class IssuerMetadataEndpoint {
  static final String PATH = "/.well-known/oauth-authorization-server";

  /** The members, as section 2 of the RFC names them. */
  record Metadata(
      @JsonProperty("issuer") String issuer,
      @JsonProperty("token_endpoint") String tokenEndpoint,
      @JsonProperty("jwks_uri") String keys,
      @JsonProperty("response_types_supported") List<String> responseTypes,
      @JsonProperty("grant_types_supported") List<String> grants,
      @JsonProperty("token_endpoint_auth_methods_supported") List<String> methods,
      @JsonProperty("token_endpoint_auth_signing_alg_values_supported") List<String> algorithms,
      @JsonProperty("service_documentation") String documentation) {}

  private final Metadata metadata;

  IssuerMetadataEndpoint(Issuer issuer) {
    this.metadata =
        new Metadata(
            issuer.uri().toString(),
            issuer.at(Issuer.TOKEN_ENDPOINT),
            issuer.at(Issuer.KEYS_ENDPOINT),
            List.of(),
            List.of("client_credentials"),
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt"),
            List.of("ES256"),
            issuer.at("/openapi.json"));
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  Metadata metadata() {
    return metadata;
  }
}
