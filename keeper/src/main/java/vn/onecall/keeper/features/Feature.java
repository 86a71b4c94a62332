package vn.onecall.keeper.features;

/**
 * A feature of the product, as its one package declares it to the rest of the program.
 *
 * <p>Each feature has one implementation, public, with a public constructor without parameters, and
 * marked {@code @AutoService(Feature.class)}: the compiler lists it, and {@link Features#discover}
 * finds it by {@link java.util.ServiceLoader}, with and without Spring. A new feature therefore
 * needs no line outside of its own folders.
 */
public interface Feature {

  /** What the rest of the program must know of this feature; the same at each call. */
  FeatureDeclaration declaration();
}
