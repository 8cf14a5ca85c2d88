/**
 * Support for Jetty.
 */
@NullMarked
package dev.mediaboot.jetty;

import org.jspecify.annotations.NullMarked;
