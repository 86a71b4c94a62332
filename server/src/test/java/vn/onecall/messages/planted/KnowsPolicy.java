package vn.onecall.messages.planted;

import vn.onecall.policy.Policy;

/** Planted: a leaf module that knows another. */
final class KnowsPolicy {
  int version(Policy policy) {
    return policy.version();
  }
}
