package vn.onecall.server.consents;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.policy.model.ActivityKind;

/** Consents: given, refused, withdrawn, shown and proved. */
@AutoService(Feature.class)
public final class ConsentsFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("consents", ConsentsFeature.class)
        .any("POST /api/v1/customers/{id}/consents", ActivityKind.CONSENT)
        .any("GET /api/v1/customers/{id}/consents", ActivityKind.CONSENTS)
        .fieldTypes(types -> types.with(new ConsentRecordType()))
        .build();
  }
}
