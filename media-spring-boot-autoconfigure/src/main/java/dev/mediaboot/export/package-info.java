/**
 * The configuration of a web server in front of the application, written from the live
 * mounts.
 */
@NullMarked
package dev.mediaboot.export;

import org.jspecify.annotations.NullMarked;
