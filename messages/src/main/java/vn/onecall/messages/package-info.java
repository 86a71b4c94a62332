/** Texts for people, in Vietnamese and English, kept in bundles beside the code that uses them. */
@NullMarked
package vn.onecall.messages;

import org.jspecify.annotations.NullMarked;
