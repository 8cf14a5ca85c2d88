/**
 * The API for applications: the registry of mounts, the mounts, and the stores that their
 * bytes come from.
 */
@NullMarked
package dev.mediaboot;

import org.jspecify.annotations.NullMarked;
