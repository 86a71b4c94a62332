/** Field types that describe a person: name, title, gender, birth date, identity numbers. */
@NullMarked
package vn.onecall.fields.people;

import org.jspecify.annotations.NullMarked;
