/**
 * Statistics of served media, for the operators of an application.
 */
@NullMarked
package dev.mediaboot.statistics;

import org.jspecify.annotations.NullMarked;
