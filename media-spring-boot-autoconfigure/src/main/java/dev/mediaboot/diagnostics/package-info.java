/**
 * Explains why an application with media does not start.
 */
@NullMarked
package dev.mediaboot.diagnostics;

import org.jspecify.annotations.NullMarked;
