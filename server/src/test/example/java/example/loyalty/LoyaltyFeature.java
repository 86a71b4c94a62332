package example.loyalty;

import com.google.auto.service.AutoService;
import java.time.Duration;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.StoredData;
import vn.onecall.policy.model.ActivityKind;

/** Points that a customer collects. */
@AutoService(Feature.class)
public final class LoyaltyFeature implements Feature {
  static final String POINTS = "/api/v1/customers/{id}/points";

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("loyalty", LoyaltyFeature.class)
        .stores(
            "main:loyalty.points",
            StoredData.held(
                "with the account, by loyalty.show",
                "is used for nothing but to tell the customer",
                "rows are deleted with the mark of the erasure"))
        .stores("main:loyalty.round", StoredData.none("when old points were last removed"))
        .erases((subject, transaction) -> new LoyaltyStore(transaction).erase(subject))
        .takes("POST " + POINTS, ActivityKind.MANAGE, "loyalty.add")
        .takes("GET " + POINTS, ActivityKind.MANAGE, "loyalty.show")
        .job("remove-old-points", Duration.ofMillis(100), OldPoints.class)
        .settings("loyalty")
        .measures("onecall.loyalty.points")
        .build();
  }
}
