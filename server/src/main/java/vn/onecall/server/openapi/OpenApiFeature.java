package vn.onecall.server.openapi;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;

/** The API's description. */
@AutoService(Feature.class)
public final class OpenApiFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("openapi", OpenApiFeature.class).openTo("/openapi.json").build();
  }
}
