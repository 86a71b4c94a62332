/** The demo's server: its folder, its process, its end. */
@NullMarked
package vn.onecall.cli.demo.server;

import org.jspecify.annotations.NullMarked;
