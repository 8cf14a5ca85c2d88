/**
 * What bodies on their way to clients may take up: places, time and buffers.
 */
@NullMarked
package dev.mediaboot.transfer;

import org.jspecify.annotations.NullMarked;
