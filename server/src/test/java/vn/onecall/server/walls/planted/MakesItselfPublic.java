package vn.onecall.server.walls.planted;

/** Planted: a class that anybody may make. */
public final class MakesItselfPublic {
  public MakesItselfPublic() {}
}
