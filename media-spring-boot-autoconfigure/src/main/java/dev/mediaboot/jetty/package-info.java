/**
 * Support for Jetty: ending its connections, its idle timeouts, and range requests beside
 * its compression.
 */
@NullMarked
package dev.mediaboot.jetty;

import org.jspecify.annotations.NullMarked;
