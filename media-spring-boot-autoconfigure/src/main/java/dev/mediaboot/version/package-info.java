/**
 * Links that can be cached for ever, because a fingerprint of the content is part of the
 * file name.
 */
@NullMarked
package dev.mediaboot.version;

import org.jspecify.annotations.NullMarked;
