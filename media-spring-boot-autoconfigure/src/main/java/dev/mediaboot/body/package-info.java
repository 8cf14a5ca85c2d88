/**
 * Sends the bytes of a response, in every servlet container.
 */
@NullMarked
package dev.mediaboot.body;

import org.jspecify.annotations.NullMarked;
