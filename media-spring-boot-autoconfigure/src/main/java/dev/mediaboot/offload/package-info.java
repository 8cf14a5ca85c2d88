/**
 * Hands the bodies of responses over to the web server in front of the application.
 */
@NullMarked
package dev.mediaboot.offload;

import org.jspecify.annotations.NullMarked;
