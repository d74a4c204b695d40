package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A placement moved into a frame, its nets drawn out to the frame's edges. */
record Framed(Placement content, double left, double before) {
  Placement in(double across, double along) {
    List<Spot> corners = content.corners().stream().map(c -> c.plus(left, before)).toList();
    List<Route> routes = new ArrayList<>();
    content.routes().forEach(route -> routes.add(lengthened(route, along)));
    return new Placement(
        across,
        along,
        corners,
        content.inner(),
        routes,
        moved(content.entries()),
        moved(content.exits()));
  }

  private Map<Integer, Double> moved(Map<Integer, Double> places) {
    Map<Integer, Double> moved = new HashMap<>();
    places.forEach((value, place) -> moved.put(value, place + left));
    return moved;
  }

  private Route lengthened(Route route, double along) {
    List<Spot> spots = new ArrayList<>(route.moved(left, before).spots());
    Spot first = spots.get(0);
    Spot last = spots.get(spots.size() - 1);
    if (route.spots().get(0).along() <= 0) {
      spots.add(0, new Spot(first.across(), 0));
    }
    if (!route.arrives()
        && route.spots().get(spots.size() > 0 ? route.spots().size() - 1 : 0).along()
            >= content.along()) {
      spots.add(new Spot(last.across(), along));
    }
    return new Route(route.value(), Route.straightened(spots), route.arrives());
  }
}
