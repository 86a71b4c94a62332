package vn.onecall.server.transfers;

import com.google.auto.service.AutoService;
import java.util.List;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.Route;
import vn.onecall.keeper.features.StoredData;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.transfers.agreements.TransferRefusals;

/** Data transfers to third parties: recipients, agreements and the outbox. */
@AutoService(Feature.class)
public final class TransfersFeature implements Feature {
  static final String FOLLOW = "transfers.follow";
  public static final String REPORT = "transfers.report";
  public static final String OUTBOX = "outbox";

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("transfers", TransfersFeature.class)
        .stores(
            "main:transfers.recipient",
            StoredData.none("companies, their kinds, and codes of their clients"))
        .stores(
            "main:transfers.agreement",
            StoredData.none("which company agreed, and when that ended"))
        .stores(
            "main:transfers.agreement_version",
            StoredData.none("terms with companies, and their public keys"))
        .stores(
            "main:transfers.transfer",
            StoredData.held(
                "entry by entry, in the customer's own view",
                "the facts decide again before each sending",
                "what was not sent is stopped; a row of random ids stays, by which the recipient is told"
                    + " to delete"))
        .stores(
            "main:transfers.fee_consent",
            StoredData.held(
                "with the account, by account.consents, whose records say the same",
                "is itself what allows a transfer for a fee, beside the facts",
                "stays under its random id: of which transfer, to whom and of which fields a yes was"))
        .stores(
            "main:transfers.attempt", StoredData.none("commitments of entries, times and outcomes"))
        .stores(
            "main:transfers.deletion",
            StoredData.none("random ids of transfers, and what was answered"))
        .stores(
            "main:transfers.erasures_seen", StoredData.none("a position in the erasure journal"))
        .any("PUT /api/v1/customers/{id}/transfers/{transfer}", ActivityKind.TRANSFER)
        .any("PUT /api/v1/customers/{id}/transfers/{transfer}/consent", ActivityKind.CONSENT)
        .any("PUT /api/v1/customers/{id}/affiliates/{affiliate}", ActivityKind.CONSENT)
        .takes("GET /api/v1/transfers/{transfer}", ActivityKind.MANAGE, FOLLOW)
        .takes("GET /api/v1/transfers/open", ActivityKind.MANAGE, FOLLOW)
        .takes("POST /api/v1/transfers/{transfer}/seen-to", ActivityKind.MANAGE, FOLLOW)
        .any("POST /api/v1/transfers/{transfer}/file", ActivityKind.TRANSFER)
        .takes("POST /api/v1/transfers/confirmations", ActivityKind.MANAGE, "transfers.confirm")
        .takes("PUT /api/v1/agreements/{id}", ActivityKind.MANAGE, "agreements.manage")
        .takes("POST /api/v1/agreements/{id}/end", ActivityKind.MANAGE, "agreements.manage")
        .route(Route.any(Route.ownId(OUTBOX), ActivityKind.TRANSFER))
        .own(OUTBOX, ActivityKind.MANAGE, REPORT)
        .refuses(ActivityKind.TRANSFER, TransferRefusals.OF_AGREEMENTS)
        .refuses(ActivityKind.MANAGE, List.of(TransferRefusals.OWN_REFERENCE))
        .settings("transfers")
        .build();
  }
}
