package dev.mediaboot.web;

/**
 * One line of a header section.
 *
 * @param name the name of the field
 * @param value its value
 */
record Field(String name, String value) {
}
