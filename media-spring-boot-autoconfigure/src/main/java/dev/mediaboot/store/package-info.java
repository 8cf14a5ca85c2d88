/**
 * Everything that finds and opens files: directories, the class path, and layers of both.
 */
@NullMarked
package dev.mediaboot.store;

import org.jspecify.annotations.NullMarked;
