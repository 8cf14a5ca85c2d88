/**
 * What Spring Security's rules can say about media.
 */
@NullMarked
package dev.mediaboot.security;

import org.jspecify.annotations.NullMarked;
