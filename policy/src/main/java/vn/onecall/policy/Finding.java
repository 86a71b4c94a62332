package vn.onecall.policy;

/**
 * One mistake in a policy file.
 *
 * @param file the name of the file
 * @param line the line of the mistake, from 1; a mistake of the whole file has line 1
 * @param reason what is wrong, as a sentence
 */
public record Finding(String file, int line, String reason) {

  public Finding {
    if (line < 1) {
      throw new IllegalArgumentException("Lines count from 1");
    }
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + reason;
  }
}
