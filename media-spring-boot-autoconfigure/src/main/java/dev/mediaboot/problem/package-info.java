/**
 * What an operator should look at: the kinds of problem, who is informed of them, and the
 * log.
 */
@NullMarked
package dev.mediaboot.problem;

import org.jspecify.annotations.NullMarked;
