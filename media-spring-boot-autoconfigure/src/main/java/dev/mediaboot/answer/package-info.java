/**
 * The recipe: from a request below a mount to the response it gets, without a servlet and
 * without sending anything.
 */
@NullMarked
package dev.mediaboot.answer;

import org.jspecify.annotations.NullMarked;
