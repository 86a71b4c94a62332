package vn.onecall.benchmarks;

/**
 * What one server did in one round.
 *
 * @param answers how many requests it answered
 * @param seconds from the first request until the last answer, and until its log had caught up
 * @param catchUp how many of these seconds were after the last answer
 * @param cpu what it used in that time
 */
record Round(long answers, double seconds, double catchUp, CpuTimes cpu) {
  double perSecond() {
    return answers / seconds;
  }

  /** Processor time of one request, in microseconds. */
  double micros(long millis) {
    return 1_000.0 * millis / answers;
  }
}
