/**
 * Input: the bytes of a zip archive. Output: its members, by name, as bytes that stay in the file
 * where they are stored and are inflated within limits where they are not.
 *
 * <p>Every number of an archive is checked before it is used. Nothing is ever unpacked to a disk.
 */
@NullMarked
package io.vitrine.formats.zip;

import org.jspecify.annotations.NullMarked;
