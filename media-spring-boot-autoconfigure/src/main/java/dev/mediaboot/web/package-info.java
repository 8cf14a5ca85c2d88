/**
 * The servlet entrances: finding the mount of a request, and handing the response to a
 * writer.
 */
@NullMarked
package dev.mediaboot.web;

import org.jspecify.annotations.NullMarked;
