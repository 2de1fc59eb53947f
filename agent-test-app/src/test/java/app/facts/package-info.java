/** A program that says something of its data flow on purpose, and loses a message. */
@NullMarked
package app.facts;

import org.jspecify.annotations.NullMarked;
