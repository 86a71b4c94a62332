package example.loyalty;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.CarriedOutCall;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.SubjectInput;

/** {@code /api/v1/customers/{id}/points}: adds points, and shows them. */
@RestController
@RequestMapping(path = LoyaltyFeature.POINTS, produces = MediaType.APPLICATION_JSON_VALUE)
final class LoyaltyEndpoints {
  private static final Messages MESSAGES = Messages.beside(LoyaltyEndpoints.class);

  private final Door door;
  private final LoyaltyStore store;
  private final LoyaltySettings settings;

  LoyaltyEndpoints(Door door, Instances instances, LoyaltySettings settings) {
    this.door = door;
    this.store = new LoyaltyStore(instances.feature("loyalty").client());
    this.settings = settings;
  }

  /** The points of a customer, and the entry of this call. */
  record PointsView(int points, String entry) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<PointsView> add(@PathVariable String id, JsonBody body, Call call) {
    SubjectId subject = SubjectInput.read(id);
    int points = body.optionalNumber("points").orElse(1);
    if (points < 1 || points > settings.most()) {
      body.wrong(
          new FieldError("points", "range", MESSAGES.words("points-range", settings.most())));
    }
    body.finish();
    return Write.of(
            () ->
                door.manage(
                    call,
                    ActivityKind.MANAGE,
                    subject,
                    List.of("points " + points),
                    (entry, transaction) -> new LoyaltyStore(transaction).add(subject, points)),
            CarriedOutCall::entry)
        .map(entry -> new PointsView(store.of(subject), entry.hex()));
  }

  @GetMapping
  Outcome<PointsView> show(@PathVariable String id, Call call) {
    SubjectId subject = SubjectInput.read(id);
    return door.manage(
            call, ActivityKind.MANAGE, subject, List.of("show points"), (entry, transaction) -> {})
        .map(entry -> new PointsView(store.of(subject), entry.hex()));
  }
}
