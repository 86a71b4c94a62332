package vn.onecall.server.log;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.log.TransparencyLog;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.Problem;
import vn.onecall.translog.Hash;
import vn.onecall.translog.LogException;
import vn.onecall.translog.TilePath;
import vn.onecall.translog.TlogProof;

/**
 * {@code /log}: the public log in the C2SP tlog-tiles format, for anyone and without a token; it
 * contains commitments and no personal data. A caller can compute all proofs from the tiles; {@code
 * proof} and {@code consistency} compute them on the server.
 */
@RestController
@RequestMapping("/log")
final class LogEndpoints {
  private static final Messages MESSAGES = Messages.beside(LogEndpoints.class);
  private static final String WHOLE_PATH = "/tile/**";

  private final TransparencyLog log;

  LogEndpoints(TransparencyLog log) {
    this.log = log;
  }

  @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<?> checkpoint(Locale reader) {
    return text(log.checkpoint(), reader);
  }

  @GetMapping(path = "/key", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> key() {
    return ResponseEntity.ok(log.verifierKey() + "\n");
  }

  @GetMapping(WHOLE_PATH)
  ResponseEntity<?> tile(jakarta.servlet.http.HttpServletRequest request, Locale reader) {
    String path = request.getRequestURI().substring("/log/".length());
    Optional<byte[]> content;
    try {
      content = log.tile(TilePath.parse(path));
    } catch (LogException.Malformed e) {
      content = Optional.empty();
    }
    if (content.isEmpty()) {
      return missing(reader);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .body(content.get());
  }

  @GetMapping(path = "/proof/{entry}", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<?> proof(@PathVariable String entry, Locale reader) {
    Hash leaf;
    try {
      leaf = Hash.fromHex(entry);
    } catch (RuntimeException e) {
      return missing(reader);
    }
    return text(log.proof(leaf, Duration.ZERO).map(TlogProof::format), reader);
  }

  @GetMapping(path = "/consistency", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> consistency(@RequestParam long from, @RequestParam long to) {
    if (from < 0 || from > to || to > log.size()) {
      throw new InputException(new FieldError("from,to", "range", MESSAGES.words("wrong-range")));
    }
    return ResponseEntity.ok(
        log.consistency(from, to).stream()
            .map(hash -> hash.base64() + "\n")
            .collect(Collectors.joining()));
  }

  private static ResponseEntity<?> text(Optional<String> text, Locale reader) {
    return text.isPresent() ? ResponseEntity.ok(text.get()) : missing(reader);
  }

  private static ResponseEntity<?> missing(Locale reader) {
    return Problem.NOT_FOUND.response(
        reader, Problem.NOT_FOUND.detail(reader, MESSAGES.words("not-published").in(reader)));
  }
}
