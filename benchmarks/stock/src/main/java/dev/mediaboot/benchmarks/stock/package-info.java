/**
 * The benchmarks' application with Spring's own resource handler.
 */
@NullMarked
package dev.mediaboot.benchmarks.stock;

import org.jspecify.annotations.NullMarked;
