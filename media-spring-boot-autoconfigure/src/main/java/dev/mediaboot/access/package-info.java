/**
 * Who may see a file: rules by the names in properties, and rules for all mounts.
 */
@NullMarked
package dev.mediaboot.access;

import org.jspecify.annotations.NullMarked;
