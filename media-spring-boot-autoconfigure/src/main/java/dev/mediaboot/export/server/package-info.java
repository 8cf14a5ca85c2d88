/**
 * What each kind of web server is told, and in which words.
 */
@NullMarked
package dev.mediaboot.export.server;

import org.jspecify.annotations.NullMarked;
