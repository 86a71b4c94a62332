package vn.onecall.server.log;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;

/** The public log over HTTP. */
@AutoService(Feature.class)
public final class LogFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("log", LogFeature.class).openTo("/log/**").build();
  }
}
