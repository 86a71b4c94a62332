package vn.onecall.fields.structured;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.Masks;
import vn.onecall.fields.text.ShortText;

/**
 * A file, such as an authority's order: its {@code name} without a path, its {@code media-type}
 * (PDF, PNG or JPEG) and its {@code content} in base64 (RFC 4648, section 4), at most 256 KiB once
 * decoded. The first bytes must be those of the media type. The content is not changed, and not
 * checked for malware.
 *
 * <p>The mask shows only the kind of file: {@code •••.pdf}. It is not searched.
 */
public final class Document implements StructuredType {

  private static final String NAME = "name";
  private static final String MEDIA_TYPE = "media-type";
  private static final String CONTENT = "content";

  private static final Set<String> PARTS = new LinkedHashSet<>(List.of(NAME, MEDIA_TYPE, CONTENT));

  private static final int LARGEST = 256 * 1024;
  private static final int LONGEST_CONTENT = (LARGEST + 2) / 3 * 4;
  private static final int LONGEST_NAME = 200;

  /** The content, the name with all of it escaped, and the names of the parts. */
  private static final int LONGEST = LONGEST_CONTENT + 2 * LONGEST_NAME + 100;

  private static final Pattern PATH = Pattern.compile("[/\\\\]");

  private static final FieldType NAME_TEXT = new ShortText(NAME, LONGEST_NAME);

  /** The kinds of file, each with its first bytes in hexadecimal. */
  private enum Kind {
    PDF("application/pdf", "pdf", "255044462d"),
    PNG("image/png", "png", "89504e470d0a1a0a"),
    JPEG("image/jpeg", "jpg", "ffd8ff");

    private final String mediaType;
    private final String ending;
    private final String beginning;

    Kind(String mediaType, String ending, String beginning) {
      this.mediaType = mediaType;
      this.ending = ending;
      this.beginning = beginning;
    }

    static Optional<Kind> of(String mediaType) {
      return Arrays.stream(values()).filter(kind -> kind.mediaType.equals(mediaType)).findFirst();
    }

    boolean begins(byte[] content) {
      int length = beginning.length() / 2;
      return content.length > length
          && HexFormat.of().formatHex(content, 0, length).equals(beginning);
    }
  }

  @Override
  public String name() {
    return "document";
  }

  @Override
  public Set<String> partNames() {
    return PARTS;
  }

  @Override
  public boolean isComplete(Map<String, String> parts) {
    return parts.keySet().equals(PARTS);
  }

  @Override
  public ParseResult parseKnownParts(Map<String, String> parts) {
    PartReader reader = new PartReader(this, parts);
    reader.required(NAME, NAME_TEXT);
    if (PATH.matcher(reader.value(NAME)).find()) {
      reader.refuse(NAME, ValidationError.FORMAT);
    }
    String mediaType = Characters.line(parts.getOrDefault(MEDIA_TYPE, ""));
    Kind.of(mediaType)
        .ifPresentOrElse(
            kind -> {
              reader.set(MEDIA_TYPE, mediaType);
              readContent(reader, parts.getOrDefault(CONTENT, ""), kind);
            },
            () ->
                reader.refuse(
                    MEDIA_TYPE,
                    reader.has(MEDIA_TYPE) ? ValidationError.NOT_LISTED : ValidationError.EMPTY));
    return reader.result();
  }

  private static void readContent(PartReader reader, String base64, Kind kind) {
    if (base64.isEmpty()) {
      reader.refuse(CONTENT, ValidationError.EMPTY);
    } else if (base64.length() > LONGEST_CONTENT) {
      reader.refuse(CONTENT, ValidationError.TOO_LARGE);
    } else {
      try {
        byte[] content = Base64.getDecoder().decode(base64);
        if (content.length > LARGEST) {
          reader.refuse(CONTENT, ValidationError.TOO_LARGE);
        } else if (!kind.begins(content)) {
          reader.refuse(CONTENT, ValidationError.UNFITTING_CONTENT);
        }
        // The decoder accepts missing padding; the canonical value has it.
        reader.set(CONTENT, Base64.getEncoder().encodeToString(content));
      } catch (IllegalArgumentException notBase64) {
        reader.refuse(CONTENT, ValidationError.FORMAT);
      }
    }
  }

  @Override
  public String mask(String canonical) {
    String mediaType = parts(canonical).getOrDefault(MEDIA_TYPE, "");
    return Masks.HIDDEN + Kind.of(mediaType).map(kind -> "." + kind.ending).orElse("");
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
