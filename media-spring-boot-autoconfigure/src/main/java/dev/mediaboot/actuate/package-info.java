/**
 * What those who operate the application see: the endpoint, the health and the metrics.
 */
@NullMarked
package dev.mediaboot.actuate;

import org.jspecify.annotations.NullMarked;
