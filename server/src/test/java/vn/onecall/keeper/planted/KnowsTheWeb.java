package vn.onecall.keeper.planted;

import org.springframework.http.HttpStatus;
import vn.onecall.server.walls.planted.MakesItselfPublic;

/** Planted: a class of the keeper that knows the web and the server. */
public final class KnowsTheWeb {
  /** The status OK. */
  public int ok() {
    return HttpStatus.OK.value();
  }

  /** A class of the server. */
  public MakesItselfPublic server() {
    return new MakesItselfPublic();
  }
}
