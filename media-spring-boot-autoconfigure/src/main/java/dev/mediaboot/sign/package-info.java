/**
 * Links that expire: signed URLs, and the rules that accept them.
 */
@NullMarked
package dev.mediaboot.sign;

import org.jspecify.annotations.NullMarked;
