/**
 * Those outside who receive data in the demo: a company that takes transfers, and a State
 * authority.
 */
@NullMarked
package vn.onecall.cli.demo.partners;

import org.jspecify.annotations.NullMarked;
