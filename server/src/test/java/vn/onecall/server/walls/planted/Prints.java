package vn.onecall.server.walls.planted;

/** Planted: a class that prints. */
final class Prints {
  void print() {
    System.out.println("past the program log");
  }
}
