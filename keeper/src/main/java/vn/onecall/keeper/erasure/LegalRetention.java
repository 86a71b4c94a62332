package vn.onecall.keeper.erasure;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Category;

/** What an erasure must leave: categories for which the law has a minimum time of keeping. */
final class LegalRetention {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Policy policy;

  LegalRetention(Policy policy) {
    this.policy = policy;
  }

  /** Those of the categories that the law orders kept. */
  Set<String> of(Collection<String> held) {
    return held.stream()
        .filter(name -> !category(name).keepByLaw().isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What an erasure leaves of the categories held, and until when at the latest. */
  List<Erased.Kept> until(Collection<String> held, ErasureScope scope, Instant at) {
    List<Erased.Kept> kept = new ArrayList<>();
    if (scope.ends()) {
      held.stream()
          .filter(name -> !scope.takes(name))
          .sorted()
          .forEach(name -> kept.add(longest(name, at)));
    }
    return kept;
  }

  /** Whatever the minimum counts from has happened by the erasure. */
  private Erased.Kept longest(String name, Instant at) {
    Erased.Kept longest = null;
    for (String law : category(name).keepByLaw()) {
      Law.Minimum minimum = Objects.requireNonNull(policy.law().orElseThrow().minimums().get(law));
      Instant until = at.atZone(VIETNAM).plus(minimum.period()).toInstant();
      if (longest == null || until.isAfter(longest.until())) {
        longest = new Erased.Kept(name, until, law);
      }
    }
    return Objects.requireNonNull(longest, "a category is kept by some law");
  }

  private Category category(String name) {
    return Objects.requireNonNull(policy.categories().get(name), name);
  }
}
