/**
 * Decides the response to a request below a mount, without a servlet and without sending
 * anything.
 */
@NullMarked
package dev.mediaboot.answer;

import org.jspecify.annotations.NullMarked;
