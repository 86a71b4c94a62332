package vn.onecall.server.published;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;

/** The policy in force, for anyone to read. */
@AutoService(Feature.class)
public final class PublishedPolicyFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("published", PublishedPolicyFeature.class)
        .openTo("/policy", "/policy/*")
        .build();
  }
}
