package vn.onecall.policy;

import java.util.Map;

/** What a policy permits, promises and refuses. */
record Rules(
    Map<String, Activity> activities,
    Map<String, Never> never,
    Map<PromiseId, PolicyPromise> promises,
    Otherwise otherwise) {

  Rules {
    activities = Ordered.copy(activities);
    never = Ordered.copy(never);
    promises = Ordered.copy(promises);
  }
}
