/**
 * Support for Tomcat: bodies sent directly by its HTTP/1.1 connections, and bodies over
 * its HTTP/2.
 */
@NullMarked
package dev.mediaboot.tomcat;

import org.jspecify.annotations.NullMarked;
