package vn.onecall.server.walls.planted;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Planted: a class that is injected into by its field. */
final class InjectsIntoAField {
  @Autowired private @Nullable String text;

  @Nullable String text() {
    return text;
  }
}
