/**
 * The servlet side: from a request to an answer, from an answer to bytes on the wire.
 */
@NullMarked
package dev.mediaboot.web;

import org.jspecify.annotations.NullMarked;
