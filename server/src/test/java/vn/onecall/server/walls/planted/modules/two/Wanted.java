package vn.onecall.server.walls.planted.modules.two;

/** Planted: what another module wants. */
public final class Wanted {}
