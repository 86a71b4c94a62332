package vn.onecall.keeper.log;

import java.time.Instant;
import vn.onecall.translog.Hash;

/**
 * A version of the policy that has served.
 *
 * @param version its number, from 1
 * @param sha256 the SHA-256 of its text, in lower-case hexadecimal
 * @param leaf the leaf of the entry by which it began to serve
 * @param servedAt since when it served
 */
public record PolicyVersion(int version, String sha256, Hash leaf, Instant servedAt) {}
