/**
 * Auto-configuration of media mounts and of what serves them.
 */
@NullMarked
package dev.mediaboot.autoconfigure;

import org.jspecify.annotations.NullMarked;
