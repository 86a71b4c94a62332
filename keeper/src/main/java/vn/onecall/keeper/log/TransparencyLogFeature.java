package vn.onecall.keeper.log;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.StoredData;

/** The log of accesses as it is published. */
@AutoService(Feature.class)
public final class TransparencyLogFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("ledger", TransparencyLogFeature.class)
        .stores(
            "log/openings/*.openings",
            StoredData.held(
                "entry by entry, as receipts",
                "an entry is never used but for audit",
                "the subject's parts die with the subject's log key"))
        .stores(
            "main:ledger.log_index",
            StoredData.none("commitments under random salts, and random ids"))
        .stores("main:ledger.head", StoredData.none("the signed checkpoint, which is public"))
        .stores(
            "main:ledger.lease",
            StoredData.none("the random id of the server that publishes, and a time"))
        .stores(
            "main:ledger.policy_version", StoredData.none("the policy's texts, which are public"))
        .stores("log/tile/**", StoredData.none("commitments under random salts; public"))
        .stores("log/checkpoint", StoredData.none("size, root and signature; public"))
        .build();
  }
}
