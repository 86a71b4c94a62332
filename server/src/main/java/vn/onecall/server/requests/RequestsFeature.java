package vn.onecall.server.requests;

import com.google.auto.service.AutoService;
import java.util.List;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.Route;
import vn.onecall.keeper.features.StoredData;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.requests.records.RequestRefusals;
import vn.onecall.server.requests.steps.RequestsBeforeErasure;

/** Requests of data subjects and their legal deadlines. */
@AutoService(Feature.class)
public final class RequestsFeature implements Feature {
  public static final String EVIDENCE = "requests.evidence";
  public static final String ERASE = "requests.erase";
  public static final String CLOSE = "requests.close-erased";
  public static final String FULFILMENT = "fulfilment";

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("requests", RequestsFeature.class)
        .stores(
            "main:requests.request",
            StoredData.held(
                "with the account, by account.requests",
                "is used for nothing but to answer the customer",
                "stays under its random id as proof that it was answered: codes and dates, of nobody who"
                    + " can be found any more"))
        .stores(
            "main:requests.step",
            StoredData.held(
                "with the account, by account.requests",
                "is used for nothing but to answer the customer",
                "stays with its request: codes, times and commitments of entries"))
        .stores(
            "main:requests.finding",
            StoredData.held(
                "with the account, by account.requests",
                "is used for nothing but to answer the customer",
                "stays with its request: a field's name, a code and commitments of entries"))
        .route(
            Route.any("POST /api/v1/customers/{id}/requests", ActivityKind.REQUEST)
                .with(RequestAttachments.TEXT))
        .takes(
            "GET /api/v1/customers/{id}/requests",
            ActivityKind.READ,
            "account.requests",
            "requests.view")
        .any("POST /api/v1/customers/{id}/requests/{request}/steps", ActivityKind.REQUEST)
        .takes(
            "POST /api/v1/customers/{id}/requests/{request}/findings",
            ActivityKind.PROVENANCE,
            "complaints.dispute-first-values")
        .takes("GET /api/v1/requests", ActivityKind.MANAGE, "requests.list")
        .own(FULFILMENT, ActivityKind.RECEIPT, EVIDENCE)
        .own(FULFILMENT, ActivityKind.ERASE, ERASE)
        .own(FULFILMENT, ActivityKind.MANAGE, CLOSE)
        .refuses(
            ActivityKind.REQUEST,
            List.of(
                RequestRefusals.KNOWN_REQUEST,
                RequestRefusals.VERIFIED_REQUESTER,
                RequestRefusals.PROOF_OF_STANDING,
                RequestRefusals.SIGNED_RECORDER,
                RequestRefusals.ANOTHER_HANDLER))
        .refuses(ActivityKind.PROVENANCE, List.of(RequestRefusals.KNOWN_REQUEST))
        .settles(new RequestsBeforeErasure())
        .fieldTypes(RequestAttachmentType::beside)
        .build();
  }
}
