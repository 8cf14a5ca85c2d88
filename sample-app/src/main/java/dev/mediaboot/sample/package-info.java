/**
 * A small media library: the pages are this application's, every file on them is served
 * by the starter.
 */
@NullMarked
package dev.mediaboot.sample;

import org.jspecify.annotations.NullMarked;
