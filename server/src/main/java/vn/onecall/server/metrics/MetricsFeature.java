package vn.onecall.server.metrics;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;

/** The metrics of the server, for its operators. */
@AutoService(Feature.class)
public final class MetricsFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("metrics", MetricsFeature.class)
        .measures(
            "onecall.door.batch",
            "onecall.door.erasures",
            "onecall.door.decisions",
            "onecall.door.time",
            "onecall.log.size",
            "onecall.log.waiting",
            "onecall.log.advancing",
            "onecall.log.publishes",
            "onecall.pool.connections")
        .build();
  }
}
