package vn.onecall.server.customers;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.policy.model.ActivityKind;

/** Customers: register, find, read, correct, restrict, erase, and their receipts. */
@AutoService(Feature.class)
public final class CustomersFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("customers", CustomersFeature.class)
        .any("POST /api/v1/customers", ActivityKind.REGISTER)
        .any("POST /api/v1/customers/search", ActivityKind.SEARCH)
        .any("POST /api/v1/customers/read", ActivityKind.READ)
        .any("GET /api/v1/customers/{id}", ActivityKind.READ)
        .any("GET /api/v1/customers/{id}/history", ActivityKind.HISTORY)
        .any("PATCH /api/v1/customers/{id}", ActivityKind.CORRECT)
        .any("POST /api/v1/customers/{id}/records", ActivityKind.RECORD)
        .any("GET /api/v1/customers/{id}/export", ActivityKind.EXPORT)
        .any("GET /api/v1/customers/{id}/entries", ActivityKind.ENTRIES)
        .any("GET /api/v1/customers/{id}/entries/{entry}/receipt", ActivityKind.RECEIPT)
        .any("POST /api/v1/customers/{id}/guardian", ActivityKind.GUARDIAN)
        .any("POST /api/v1/customers/{id}/restriction", ActivityKind.RESTRICT)
        .takes("POST /api/v1/customers/{id}/closure", ActivityKind.RESTRICT, "account.close")
        .takes(
            "POST /api/v1/customers/{id}/marketing-refusal",
            ActivityKind.RESTRICT,
            "account.refuse-marketing")
        .any("POST /api/v1/customers/{id}/erasure", ActivityKind.ERASE)
        .build();
  }
}
