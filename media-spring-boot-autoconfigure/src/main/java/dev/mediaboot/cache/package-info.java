/**
 * The optional cache, which keeps small and frequently requested files in memory.
 */
@NullMarked
package dev.mediaboot.cache;

import org.jspecify.annotations.NullMarked;
