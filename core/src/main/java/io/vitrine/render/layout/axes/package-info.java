/**
 * Input: panels with axes, as {@link io.vitrine.figure.AxesPanel} and {@link
 * io.vitrine.figure.HeatMapPanel}, and keys to marks and colors. Output: their blocks: axes, ticks,
 * marks, legends and color keys in their places.
 *
 * <p>It uses {@link io.vitrine.render.layout.part} and no other package of the layout.
 */
@NullMarked
package io.vitrine.render.layout.axes;

import org.jspecify.annotations.NullMarked;
