/**
 * The console, a page that shows the figures of the {@code media} endpoint.
 */
@NullMarked
package dev.mediaboot.console;

import org.jspecify.annotations.NullMarked;
