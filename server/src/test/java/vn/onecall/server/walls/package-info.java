/** The walls of the house, proved on what was compiled and on what an installation leaves. */
@NullMarked
package vn.onecall.server.walls;

import org.jspecify.annotations.NullMarked;
