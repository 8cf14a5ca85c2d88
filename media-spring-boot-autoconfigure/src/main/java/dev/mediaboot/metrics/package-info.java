/**
 * Metrics of all responses, for Micrometer.
 */
@NullMarked
package dev.mediaboot.metrics;

import org.jspecify.annotations.NullMarked;
