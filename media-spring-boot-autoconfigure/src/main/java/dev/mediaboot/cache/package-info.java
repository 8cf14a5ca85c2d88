/**
 * Small files that are asked for often, kept in memory.
 */
@NullMarked
package dev.mediaboot.cache;

import org.jspecify.annotations.NullMarked;
