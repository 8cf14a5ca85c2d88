/**
 * Health of the mounts, for Spring Boot Actuator.
 */
@NullMarked
package dev.mediaboot.health;

import org.jspecify.annotations.NullMarked;
