package vn.onecall.keeper.features;

import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * Erases what a feature holds of a subject in its own tables. It runs in the transaction that marks
 * the erasure, under the feature's role: the rows and the mark stand together or not at all.
 */
@FunctionalInterface
public interface DataHolder {

  /**
   * Erases the subject's rows, and may leave what says nothing of anybody.
   *
   * @param transaction runs statements in the transaction of the erasure; it is not kept
   */
  void erase(SubjectId subject, JdbcClient transaction);
}
