package vn.onecall.server.published;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.log.PolicyVersion;
import vn.onecall.keeper.log.TransparencyLog;
import vn.onecall.server.cursors.Cursors;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/**
 * {@code /api/v1/policy}: which policy was in force when. It concerns no customer, so a client
 * needs a token but no activity.
 */
@RestController
@RequestMapping(path = "/api/v1/policy", produces = MediaType.APPLICATION_JSON_VALUE)
final class PolicyVersionEndpoints {
  private static final String LIST = "policy-versions";
  private static final int MOST = 100;

  private final TransparencyLog log;
  private final Cursors cursors;

  PolicyVersionEndpoints(TransparencyLog log, Cursors cursors) {
    this.log = log;
    this.cursors = cursors;
  }

  /** A page, and where the next one begins. */
  record VersionsView(List<VersionView> versions, @Nullable String next) {}

  /** A policy that has served, and the entry by which it began to. */
  record VersionView(int version, String sha256, String entry, String servedAt) {}

  @GetMapping("/versions")
  VersionsView versions(
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller) {
    if (limit < 1 || limit > MOST) {
      throw new InputException(FieldError.notAPageSize("limit", MOST));
    }
    long before = cursor == null ? Long.MAX_VALUE : cursors.position(LIST, caller.client(), cursor);
    // One more than is shown says whether there is a next page.
    List<PolicyVersion> found = log.policies(before, limit + 1);
    List<PolicyVersion> shown = found.subList(0, Math.min(limit, found.size()));
    return new VersionsView(
        shown.stream()
            .map(each ->
                new VersionView(
                    each.version(), each.sha256(), each.leaf().hex(), each.servedAt().toString()))
            .toList(),
        found.size() > limit ? cursors.at(LIST, caller.client(), shown.getLast().version()) : null);
  }
}
