package vn.onecall.server.walls.planted;

import org.springframework.transaction.annotation.Transactional;

/** Planted: a class whose transactions an annotation makes. */
@Transactional
final class IsTransactional {}
