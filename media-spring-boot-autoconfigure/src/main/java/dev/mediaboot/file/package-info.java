/**
 * What one file on disk is: its identity, its age, its open channel, and the hash of its
 * content.
 */
@NullMarked
package dev.mediaboot.file;

import org.jspecify.annotations.NullMarked;
