package vn.onecall.keeper.planted;

import org.springframework.stereotype.Component;

/** Planted: a class of the keeper that is a bean. */
@Component
final class IsABean {}
