/**
 * The {@code media} endpoint, for the operators of an application.
 */
@NullMarked
package dev.mediaboot.actuate;

import org.jspecify.annotations.NullMarked;
