package vn.onecall.benchmarks;

/**
 * The result of one server in one round.
 *
 * @param answers the number of answered requests
 * @param seconds the time from the first request until the last answer, or until its log has caught
 *     up
 * @param catchUp the part of that time after the last answer
 * @param cpu the processor time used
 */
record RoundResult(long answers, double seconds, double catchUp, CpuTimes cpu) {
  double perSecond() {
    return answers / seconds;
  }

  /** Processor time of one request, in microseconds. */
  double micros(long millis) {
    return 1_000.0 * millis / answers;
  }
}
