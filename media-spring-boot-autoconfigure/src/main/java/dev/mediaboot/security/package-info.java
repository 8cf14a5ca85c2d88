/**
 * Integration with Spring Security: request matchers for mounts, and a check of mounts
 * against the rules.
 */
@NullMarked
package dev.mediaboot.security;

import org.jspecify.annotations.NullMarked;
