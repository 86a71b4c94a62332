package vn.onecall.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a query or a form ({@code application/x-www-form-urlencoded}), read strictly: a
 * broken percent sign, what is no UTF-8, and a value without a name are errors and never guessed
 * at.
 */
final class Parameters {
  private Parameters() {}

  /** Thrown for what is no query. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Adds the parameters of a text to those that are there. */
  static void addTo(Map<String, List<String>> all, String text) throws MalformedException {
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        if (name.isEmpty()) {
          throw new MalformedException();
        }
        all.computeIfAbsent(name, any -> new ArrayList<>())
            .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
  }

  /** The parameters of a query. */
  static Map<String, List<String>> of(String query) throws MalformedException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    addTo(all, query);
    return all;
  }

  private static String decoded(String text) throws MalformedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()) {
          throw new MalformedException();
        }
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          throw new MalformedException();
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (c < 0x80) {
        bytes.write(c == '+' ? ' ' : c);
      } else {
        throw new MalformedException();
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException();
    }
  }
}
