package vn.onecall.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the promises of the published policy that a test keeps. A test so marked must fail if one
 * of them is broken; {@code docs/promises.md} lists it, and the build fails where a kept promise
 * has no passing test.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Promise {
  /** The promises' numbers, as the policy writes them. */
  String[] value();
}
