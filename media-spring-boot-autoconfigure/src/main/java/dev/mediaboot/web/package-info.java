/**
 * The entry points from the servlet container: they find the mount of a request and hand
 * the response to a writer.
 */
@NullMarked
package dev.mediaboot.web;

import org.jspecify.annotations.NullMarked;
