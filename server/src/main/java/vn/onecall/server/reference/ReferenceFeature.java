package vn.onecall.server.reference;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;

/** Look-ups of reference data. */
@AutoService(Feature.class)
public final class ReferenceFeature implements Feature {

  /** The addresses of all look-ups. */
  static final String ADDRESSES = "/api/v1/reference/*";

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("reference", ReferenceFeature.class)
        .openTo("/api/v1/reference/**")
        .build();
  }
}
