package example.loyalty;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How points are given.
 *
 * @param most the most points that one call adds
 */
public record LoyaltySettings(@DefaultValue("100") int most) {}
