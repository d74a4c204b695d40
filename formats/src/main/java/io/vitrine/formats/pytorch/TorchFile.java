package io.vitrine.formats.pytorch;

import io.vitrine.formats.pickle.PickleValue;

/**
 * A file that was opened.
 *
 * @param layout how it is written, such as "zip"
 * @param root what was saved
 * @param storages where its numbers lie
 */
record TorchFile(String layout, PickleValue root, Storages storages) {}
