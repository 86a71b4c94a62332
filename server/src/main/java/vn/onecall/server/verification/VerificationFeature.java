package vn.onecall.server.verification;

import com.google.auto.service.AutoService;
import java.time.Duration;
import java.util.List;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.StoredData;
import vn.onecall.policy.model.ActivityKind;

/** One-time codes that verify the contacts of customers. */
@AutoService(Feature.class)
public final class VerificationFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("verification", VerificationFeature.class)
        .stores(
            "main:verification.code",
            StoredData.held(
                "never: a keyed hash says nothing without the code",
                "is used for nothing but to verify who asks",
                "is removed when it is used, or its ten minutes are over"))
        .stores(
            "main:verification.tally",
            StoredData.held(
                "never: how many codes were sent and tried within an hour, of an address by a keyed hash",
                "is used for nothing but to limit them",
                "is removed when its hour is over"))
        .stores(
            "main:verification.verified",
            StoredData.held(
                "with the account, as what is known of the customer",
                "is used for nothing but to verify who asks",
                "stays under its random id: the kind of a contact, numbers and a time"))
        .takes(
            "POST /api/v1/customers/{id}/verifications",
            ActivityKind.SEND,
            "verification.send-email",
            "verification.send-sms")
        .any("POST /api/v1/customers/{id}/verifications/confirmation", ActivityKind.CONFIRM)
        .refuses(ActivityKind.CONFIRM, List.of(Verification.VERIFIED_REQUESTER))
        .job("remove-old-codes", Duration.ofMinutes(1), CodeSweeper.class)
        .settings("mail")
        .settings("sms")
        .build();
  }
}
