/**
 * What has been served, counted for those who operate the application.
 */
@NullMarked
package dev.mediaboot.statistics;

import org.jspecify.annotations.NullMarked;
