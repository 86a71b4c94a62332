package vn.onecall.policy.planted;

import org.springframework.stereotype.Component;

/** Planted: a leaf module that knows Spring. */
@Component
final class KnowsSpring {}
