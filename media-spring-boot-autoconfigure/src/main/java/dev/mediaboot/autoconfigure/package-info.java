/**
 * Auto-configuration of media mounts and of the beans that serve them.
 */
@NullMarked
package dev.mediaboot.autoconfigure;

import org.jspecify.annotations.NullMarked;
