/** An example of a feature: points that a customer collects. Copy it to begin a feature. */
@NullMarked
package example.loyalty;

import org.jspecify.annotations.NullMarked;
