/**
 * What an application uses: the registry of mounts, the mounts, and the stores their
 * bytes come from.
 */
@NullMarked
package dev.mediaboot;

import org.jspecify.annotations.NullMarked;
