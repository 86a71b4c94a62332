/**
 * What every command uses: its output, its failure with an exit code, the installation that it runs
 * from.
 */
@NullMarked
package vn.onecall.cli.command;

import org.jspecify.annotations.NullMarked;
