/**
 * Support for Tomcat: bodies that leave through its own connections, and over its HTTP/2.
 */
@NullMarked
package dev.mediaboot.tomcat;

import org.jspecify.annotations.NullMarked;
