package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.math.ElkMargin;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.math.KVectorChain;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkConnectableShape;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.eclipse.elk.graph.util.ElkReflect;

/**
 * Lays out a few blocks by ELK's layered algorithm (Sugiyama, Tagawa and Toda 1981; Schulze,
 * Spönemann and von Hanxleden 2014): downwards, connections upright and level.
 */
final class Elk {
  private static final double GAP = 20;
  private static final double MARGIN = 12;
  private static final double DOT = 2;

  /** With more values than these, fewer orders within layers are tried: 7 is usual. */
  private static final int MANY = 100;

  // ELK copies its defaults; these are the kinds that the layered algorithm has.
  static {
    ElkReflect.register(ElkPadding.class, ElkPadding::new, p -> ((ElkPadding) p).clone());
    ElkReflect.register(ElkMargin.class, ElkMargin::new, m -> ((ElkMargin) m).clone());
    ElkReflect.register(KVector.class, KVector::new, v -> ((KVector) v).clone());
    ElkReflect.register(KVectorChain.class, KVectorChain::new, c -> chain((KVectorChain) c));
    ElkReflect.register(ArrayList.class, ArrayList::new, l -> new ArrayList<>((List<?>) l));
    ElkReflect.register(HashSet.class, HashSet::new, s -> new HashSet<>((Set<?>) s));
    ElkReflect.register(HashMap.class, HashMap::new, m -> new HashMap<>((Map<?, ?>) m));
  }

  private static KVectorChain chain(KVectorChain from) {
    return new KVectorChain(from);
  }

  /** What runs only as long as nobody interrupts its thread. */
  private static final class Interruptible extends NullElkProgressMonitor {
    @Override
    public boolean isCanceled() {
      return Thread.currentThread().isInterrupted();
    }
  }

  private final ElkNode root = ElkGraphUtil.createNode(ElkGraphUtil.createGraph());
  private final List<ElkNode> nodes = new ArrayList<>();
  private final Map<Integer, ElkPort> tops = new HashMap<>();
  private final Map<Integer, ElkPort> bottoms = new HashMap<>();
  private final Map<ElkEdge, Route> ends = new HashMap<>();
  private final Map<ElkNode, Integer> dots = new HashMap<>();
  private final Piece piece;

  private Elk(Piece piece) {
    this.piece = piece;
  }

  /**
   * Places a piece's blocks and its nets.
   *
   * @throws CancellationException where the thread is interrupted
   */
  static Placement arrange(Piece piece) {
    Elk elk = new Elk(piece);
    elk.build();
    new LayeredLayoutProvider().layout(elk.root, new Interruptible());
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the layout was interrupted");
    }
    return elk.read();
  }

  private void build() {
    configure();
    for (Block block : piece.blocks()) {
      ElkNode node = ElkGraphUtil.createNode(root);
      node.setDimensions(block.across(), block.along());
      node.setProperty(LayeredOptions.PORT_CONSTRAINTS, constraints(block));
      nodes.add(node);
    }
    piece.entering().forEach(this::top);
    List<Integer> leaving = new ArrayList<>(piece.leaving());
    Collections.reverse(leaving);
    leaving.forEach(this::bottom);
    Map<Integer, Integer> read = new HashMap<>();
    piece.nets().forEach(net -> connect(net, read));
  }

  private ElkPort top(int value) {
    return tops.computeIfAbsent(value, k -> port(root, PortSide.NORTH));
  }

  private ElkPort bottom(int value) {
    return bottoms.computeIfAbsent(value, k -> port(root, PortSide.SOUTH));
  }

  private void configure() {
    root.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
    root.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
    root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    if (piece.nets().size() > MANY) {
      root.setProperty(LayeredOptions.THOROUGHNESS, 2);
    }
    root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, GAP);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 12.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 9.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 22.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 10.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
    root.setProperty(
        LayeredOptions.PORT_CONSTRAINTS,
        piece.isOrdered() ? PortConstraints.FIXED_ORDER : PortConstraints.FIXED_SIDE);
  }

  private static PortConstraints constraints(Block block) {
    return block.isFixed() ? PortConstraints.FIXED_POS : PortConstraints.FIXED_SIDE;
  }

  private static ElkPort port(ElkNode node, PortSide side) {
    ElkPort port = ElkGraphUtil.createPort(node);
    port.setProperty(LayeredOptions.PORT_SIDE, side);
    return port;
  }

  private void connect(Net net, Map<Integer, Integer> read) {
    ElkPort from =
        net.enters() ? top(net.value()) : fixed(net.source(), PortSide.SOUTH, net.value(), 0);
    for (int target : net.targets()) {
      if (target != Net.OUTSIDE) {
        int place = read.merge(target, 1, Integer::sum) - 1;
        ElkPort to = fixed(target, PortSide.NORTH, net.value(), place);
        connect(net, from, to, piece.blocks().get(target).isBox());
      } else if (net.enters()) {
        pass(net, from);
      } else {
        connect(net, from, bottom(net.value()), false);
      }
    }
  }

  private void connect(Net net, ElkPort from, ElkPort to, boolean arrives) {
    ElkEdge edge = ElkGraphUtil.createEdge(root);
    edge.getSources().add((ElkConnectableShape) from);
    edge.getTargets().add((ElkConnectableShape) to);
    ends.put(edge, new Route(net.value(), List.of(), arrives));
  }

  /** Leads a value past all blocks: ELK leads none from edge to edge, so a dot stands between. */
  private void pass(Net net, ElkPort from) {
    ElkNode dot = ElkGraphUtil.createNode(root);
    dot.setDimensions(DOT, DOT);
    dot.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
    ElkPort in = port(dot, PortSide.NORTH);
    in.setLocation(DOT / 2, 0);
    ElkPort out = port(dot, PortSide.SOUTH);
    out.setLocation(DOT / 2, DOT);
    connect(net, from, in, false);
    connect(net, out, bottom(net.value()), false);
    dots.put(dot, net.value());
  }

  private ElkPort fixed(int block, PortSide side, int value, int place) {
    ElkPort port = port(nodes.get(block), side);
    Block of = piece.blocks().get(block);
    if (of.isFixed()) {
      boolean in = side == PortSide.NORTH;
      double across = in ? of.in(value, place, piece.reads(block)) : of.out(value);
      port.setLocation(across, in ? 0 : of.along());
    }
    return port;
  }

  private Placement read() {
    List<Spot> corners = nodes.stream().map(node -> new Spot(node.getX(), node.getY())).toList();
    List<Route> routes = new ArrayList<>();
    for (ElkEdge edge : root.getContainedEdges()) {
      Route end = ends.getOrDefault(edge, new Route(0, List.of(), false));
      routes.add(new Route(end.value(), spots(edge), end.arrives()));
    }
    dots.forEach(
        (dot, value) -> {
          Spot top = new Spot(dot.getX() + DOT / 2, dot.getY());
          routes.add(new Route(value, List.of(top, top.plus(0, DOT)), false));
        });
    return new Placement(
        root.getWidth(),
        root.getHeight(),
        corners,
        Map.of(),
        routes,
        places(tops),
        places(bottoms));
  }

  private static List<Spot> spots(ElkEdge edge) {
    ElkEdgeSection section = edge.getSections().get(0);
    List<Spot> spots = new ArrayList<>();
    spots.add(new Spot(section.getStartX(), section.getStartY()));
    for (ElkBendPoint bend : section.getBendPoints()) {
      spots.add(new Spot(bend.getX(), bend.getY()));
    }
    spots.add(new Spot(section.getEndX(), section.getEndY()));
    return Route.straightened(spots);
  }

  private static Map<Integer, Double> places(Map<Integer, ElkPort> ports) {
    Map<Integer, Double> places = new HashMap<>();
    ports.forEach((value, port) -> places.put(value, port.getX()));
    return places;
  }
}
