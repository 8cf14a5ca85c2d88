/**
 * The benchmarks' application with the starter.
 */
@NullMarked
package dev.mediaboot.benchmarks.starter;

import org.jspecify.annotations.NullMarked;
