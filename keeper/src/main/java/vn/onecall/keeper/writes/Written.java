package vn.onecall.keeper.writes;

import vn.onecall.keeper.idempotency.CarriedOutCall;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/**
 * A write that is durable.
 *
 * @param subject of whom
 * @param version the version of the subject's facts after it
 * @param entry the leaf of its entry
 */
public record Written(SubjectId subject, long version, Hash entry) {

  /** The same, of a call that was carried out before. */
  public static Written again(CarriedOutCall done) {
    CarriedOutCall.Act act = done.act();
    return new Written(act.subject(), act.version(), act.entry());
  }
}
