package vn.onecall.server.demands;

import com.google.auto.service.AutoService;
import java.util.List;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.StoredData;
import vn.onecall.policy.model.ActivityKind;

/** Orders of State authorities. */
@AutoService(Feature.class)
public final class DemandsFeature implements Feature {
  static final String VIEW = "demands.view";
  static final String COMPARE = "compare-order";

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("demands", DemandsFeature.class)
        .stores(
            "main:demands.demand",
            StoredData.none("random ids of files, times, and keys of authorities"))
        .stores("main:demands.approval", StoredData.none("staff codes and commitments of entries"))
        .stores("main:demands.release", StoredData.none("commitments of entries; no customer's id"))
        .takes("POST /api/v1/demands", ActivityKind.FILE, "demands.record")
        .takes("GET /api/v1/demands/{id}", ActivityKind.READ, VIEW)
        .takes("POST /api/v1/demands/{id}/approvals", ActivityKind.APPROVE, "demands.approve")
        .takes("POST /api/v1/demands/{id}/release", ActivityKind.DISCLOSE, "demands.release")
        .own(COMPARE, ActivityKind.READ, VIEW)
        .refuses(ActivityKind.FILE, List.of(DemandRefusals.LEGAL_BASIS))
        .refuses(ActivityKind.APPROVE, List.of(DemandRefusals.THE_ORDER_AS_RECORDED))
        .refuses(
            ActivityKind.DISCLOSE,
            List.of(
                DemandRefusals.LEGAL_BASIS,
                DemandRefusals.WITHIN_SCOPE,
                DemandRefusals.TWO_APPROVALS,
                DemandRefusals.BEFORE_DEADLINE))
        .build();
  }
}
