package io.vitrine.layout;

import io.vitrine.figure.Flat;
import io.vitrine.figure.Flat.Area;
import io.vitrine.layout.place.Part;
import io.vitrine.layout.place.Placement;
import io.vitrine.layout.place.Route;
import io.vitrine.layout.place.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the parts of a figure from a scene and its places. */
final class Picture {
  private static final double HAIR = 1e-3;

  private final Scene scene;
  private final Scene.Sized sized;
  private final Flow flow;
  private final Colors colors;
  private final List<Flat> frames = new ArrayList<>();
  private final List<Flat> boxes = new ArrayList<>();
  private final Map<Integer, Wiring> wirings = new TreeMap<>();

  private Picture(Scene scene, Scene.Sized sized, Flow flow, Colors colors) {
    this.scene = scene;
    this.sized = sized;
    this.flow = flow;
    this.colors = colors;
  }

  /** Frames, the outer ones first, then lines, then boxes. */
  static List<Flat> of(
      Scene scene, Scene.Sized sized, Placement placement, Flow flow, Colors colors) {
    Picture picture = new Picture(scene, sized, flow, colors);
    picture.draw(scene.whole(), sized.level().parts(), placement, new Spot(0, 0));
    List<Flat> parts = new ArrayList<>(picture.frames);
    picture.wirings.forEach(
        (number, wiring) -> parts.add(wiring.wire(scene.signals().get(number), flow, colors)));
    parts.addAll(picture.boxes);
    return parts;
  }

  private void draw(Stage stage, List<Part> parts, Placement placement, Spot origin) {
    List<Entry> entries = scene.order().getOrDefault(stage, List.of());
    Map<Entry, Integer> index = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      index.put(entry, i);
      Spot corner = at(placement.corners().get(i), origin);
      Optional<Stage> inner = entry.inner();
      if (inner.isPresent() && parts.get(i) instanceof Part.Frame frame) {
        Placement inside = placement.inner().getOrDefault(i, placement);
        Area area = flow.area(corner, inside.across(), inside.along());
        frames.add(new Flat.Frame(inner.get().tag(), area, inner.get().heading(), stage.depth()));
        draw(inner.get(), frame.level().parts(), inside, corner);
      } else if (parts.get(i) instanceof Part.Box room) {
        Card card = entry.card().orElseThrow();
        Area area = flow.area(corner, room, size(entry));
        boxes.add(
            new Flat.Box(
                card.tag(),
                area,
                card.form(),
                colors.skin(card),
                colors.ink(card),
                card.heading(),
                card.lines()));
      }
    }
    for (Route route : placement.routes()) {
      List<Spot> spots = route.spots().stream().map(spot -> at(spot, origin)).toList();
      wiring(route.value()).add(spots, route.arrives());
    }
    Map<Integer, List<Route>> routesOf =
        placement.routes().stream().collect(Collectors.groupingBy(Route::value));
    stage
        .crossings()
        .ways()
        .forEach(
            (number, way) ->
                way.source()
                    .filter(source -> source.card().isPresent())
                    .ifPresent(
                        source -> {
                          int i = index.getOrDefault(source, 0);
                          if (parts.get(i) instanceof Part.Box room) {
                            leave(
                                number,
                                source,
                                room,
                                placement.corners().get(i),
                                routesOf.getOrDefault(number, List.of()),
                                origin);
                          }
                        }));
  }

  private Wiring wiring(int signal) {
    return wirings.computeIfAbsent(signal, k -> new Wiring());
  }

  private Flow.Size size(Entry entry) {
    return sized.sizes().getOrDefault(entry, new Flow.Size(1, 1));
  }

  private static Spot at(Spot place, Spot origin) {
    return place.plus(origin.across(), origin.along());
  }

  /** Draws a value out of the box that makes it, through the room of its label. */
  private void leave(
      int signal, Entry source, Part.Box room, Spot corner, List<Route> routes, Spot origin) {
    double edge = corner.along() + flow.along(size(source));
    double end = corner.along() + room.along();
    for (Route route : routes) {
      Spot first = route.spots().get(0);
      boolean starts =
          Math.abs(first.along() - end) < HAIR
              && first.across() > corner.across()
              && first.across() < corner.across() + room.across();
      if (starts) {
        Spot leaves = at(new Spot(first.across(), edge), origin);
        if (end > edge) {
          wiring(signal).add(List.of(leaves, at(first, origin)), false);
        }
        wiring(signal).leavesAt(leaves);
        return;
      }
    }
  }
}
