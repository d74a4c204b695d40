/**
 * Input: the machine that this program runs on. Output: its native libraries unpacked and loaded,
 * the one thread that calls them, and what its processor and memory can do.
 */
@NullMarked
package io.vitrine.torch.machine;

import org.jspecify.annotations.NullMarked;
