/**
 * A small media library: the application renders the pages, and the starter serves every
 * file on them.
 */
@NullMarked
package dev.mediaboot.sample;

import org.jspecify.annotations.NullMarked;
