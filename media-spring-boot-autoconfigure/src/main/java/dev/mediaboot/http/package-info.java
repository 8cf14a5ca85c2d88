/**
 * RFC 9110 as functions over values: no servlet types and no I/O.
 */
@NullMarked
package dev.mediaboot.http;

import org.jspecify.annotations.NullMarked;
