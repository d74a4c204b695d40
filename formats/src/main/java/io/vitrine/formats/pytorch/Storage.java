package io.vitrine.formats.pytorch;

import io.vitrine.formats.file.ByteSource;

/**
 * A run of bytes that tensors are views of.
 *
 * @param key what the file calls it
 * @param bytes how many there are
 * @param source the bytes
 */
record Storage(String key, long bytes, ByteSource source) {}
