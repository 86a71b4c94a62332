package vn.onecall.server.clients;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.StoredData;

/** API clients and people, and the keys that sign access tokens. */
@AutoService(Feature.class)
public final class ClientsFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("clients", ClientsFeature.class)
        .openTo(IssuerMetadataEndpoint.PATH)
        .stores(
            "keys:clients.token_key",
            StoredData.none("sealed keys that sign access tokens, and since when"))
        .build();
  }
}
