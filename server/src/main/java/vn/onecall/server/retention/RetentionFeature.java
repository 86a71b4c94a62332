package vn.onecall.server.retention;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.policy.model.ActivityKind;

/** Data whose retention period has ended, and its erasure. */
@AutoService(Feature.class)
public final class RetentionFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("retention", RetentionFeature.class)
        .takes("POST /api/v1/retention/preview", ActivityKind.RETENTION, "retention.preview")
        .takes("POST /api/v1/retention/run", ActivityKind.RETENTION, "retention.run")
        .build();
  }
}
