package vn.onecall.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;

/**
 * An HTTP/1.1 client with one keep-alive connection. It does as little work as possible, since it
 * shares the processors with the measured server. Requests are prepared in advance. Of a response
 * only the status and the framing are parsed.
 */
final class HttpConnection implements AutoCloseable {
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LAST = "\r\nConnection: close";
  private static final int PATIENCE_MILLIS = 30_000;

  private final int port;
  private final byte[] buffer = new byte[1 << 16];
  private Socket socket;
  private int filled;

  HttpConnection(int port) throws IOException {
    this.port = port;
    this.socket = open(port);
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param head the status line and the headers
   * @param buffer what came, good until the next request
   * @param end where it ends
   */
  record Answer(int status, String head, byte[] buffer, int end) {
    /** Whether the server ends the connection with it, as after its so many requests. */
    boolean last() {
      return head.contains(LAST);
    }

    /** How many bytes came: head, body and framing, but for the word that it is the last one. */
    int length() {
      return last() ? end - LAST.length() : end;
    }

    /** A header's value, or an empty text. */
    String header(String name) {
      return HttpConnection.header(head, name);
    }

    /** The body as text, with its chunks put together. */
    String body() {
      int from = head.length() + END_OF_HEAD.length();
      if (!chunked(head)) {
        return new String(buffer, from, end - from, UTF_8);
      }
      // Decoded at the end: a character may lie across two chunks.
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int at = from;
      while (true) {
        int line = indexOfLineEnd(buffer, at, end);
        int size = Integer.parseInt(new String(buffer, at, line - at, ISO_8859_1).strip(), 16);
        if (size == 0) {
          return body.toString(UTF_8);
        }
        body.write(buffer, line + 2, size);
        at = line + 2 + size + 2;
      }
    }
  }

  /** A request of its parts. */
  static byte[] request(String method, String path, Map<String, String> headers, String body) {
    byte[] content = body.getBytes(UTF_8);
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (content.length > 0) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    return (head + "\r\n" + body).getBytes(UTF_8);
  }

  /**
   * Sends a request and waits for the whole answer.
   *
   * @throws IOException if the connection breaks, or nothing comes for half a minute
   */
  Answer ask(byte[] request) throws IOException {
    if (socket.isClosed()) {
      socket = open(port);
    }
    socket.getOutputStream().write(request);
    filled = 0;
    int headEnd = -1;
    while (headEnd < 0) {
      int before = Math.max(0, filled - END_OF_HEAD.length());
      more();
      headEnd = indexOfHeadEnd(before);
    }
    String head = new String(buffer, 0, headEnd, ISO_8859_1);
    int body = headEnd + END_OF_HEAD.length();
    if (chunked(head)) {
      for (int at = body; at >= 0; ) {
        at = nextChunk(at);
      }
    } else {
      while (filled < body + contentLength(head)) {
        more();
      }
    }
    Answer answer = new Answer(Integer.parseInt(head, 9, 12, 10), head, buffer, filled);
    if (answer.last()) {
      socket.close();
    }
    return answer;
  }

  /** Where the chunk after the one at this place begins, or -1 after the last one. */
  private int nextChunk(int at) throws IOException {
    int line;
    while ((line = indexOfLineEnd(buffer, at, filled)) < 0) {
      more();
    }
    int size = Integer.parseInt(new String(buffer, at, line - at, ISO_8859_1), 16);
    int next = line + 2 + size + 2;
    while (filled < next) {
      more();
    }
    return size == 0 ? -1 : next;
  }

  private void more() throws IOException {
    if (filled == buffer.length) {
      throw new IOException("an answer is longer than " + buffer.length + " bytes");
    }
    int read = socket.getInputStream().read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      throw new IOException("the server closed the connection");
    }
    filled += read;
  }

  private int indexOfHeadEnd(int from) {
    for (int i = from; i + 3 < filled; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static int indexOfLineEnd(byte[] buffer, int from, int to) {
    for (int i = from; i + 1 < to; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static boolean chunked(String head) {
    return header(head, "Transfer-Encoding").equals("chunked");
  }

  private static int contentLength(String head) {
    String length = header(head, "Content-Length");
    return length.isEmpty() ? 0 : Integer.parseInt(length);
  }

  /** A header's value, or an empty text; names of headers are written in any case (RFC 9110). */
  private static String header(String head, String name) {
    for (int at = head.indexOf('\n') + 1; at > 0; at = head.indexOf('\n', at) + 1) {
      if (head.regionMatches(true, at, name, 0, name.length())
          && head.startsWith(":", at + name.length())) {
        int end = head.indexOf('\r', at);
        return head.substring(at + name.length() + 1, end < 0 ? head.length() : end).strip();
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
