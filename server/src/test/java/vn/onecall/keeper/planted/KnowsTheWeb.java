package vn.onecall.keeper.planted;

import org.springframework.http.HttpStatus;

/** Planted: a class of the keeper that knows the web. */
final class KnowsTheWeb {
  int ok() {
    return HttpStatus.OK.value();
  }
}
