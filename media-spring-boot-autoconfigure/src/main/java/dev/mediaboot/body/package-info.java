/**
 * How the bytes of a response leave, in every servlet container.
 */
@NullMarked
package dev.mediaboot.body;

import org.jspecify.annotations.NullMarked;
