package vn.onecall.policy;

import java.util.Optional;

/**
 * Where a policy was read from.
 *
 * @param sha256 the SHA-256 of the file's bytes
 * @param places the lines of the file
 * @param law the overlay over it, if it names one
 * @param lawPlaces the lines of the overlay's file
 */
record Origin(String sha256, Places places, Optional<Law> law, Optional<Places> lawPlaces) {}
