// From edges to what is drawn: nodes with ports, and links between them. No drawing, no network.

const NUL = "\u0000";
/** With more edges than this, an actor's ports are not told apart: one line from one to the other. */
const MOST_WITH_PORTS = 60;

export const keyOf = (edge) =>
  [edge.service, edge.source_actor, edge.source_port, edge.destination_actor, edge.destination_port, edge.protocol].join(NUL);

/** The path of an actor: what stands before the last separator. */
export function pathOf(name) {
  const at = Math.max(name.lastIndexOf("/"), name.lastIndexOf("."), name.lastIndexOf(":"));
  return at > 0 ? name.slice(0, at) : "";
}

/** Where the receiver lives: in memory where the sender does, else where an actor of that name sends from. */
function serviceOfReceiver(edge, senders) {
  const services = senders.get(edge.destination_actor);
  return edge.protocol === "memory_channel" || services?.size !== 1 ? edge.service : [...services][0];
}

/** A predicate that chooses an edge's events. */
export function whereOf(links, quoted) {
  const first = links[0];
  const same = (name) => links.every((link) => link[name] === first[name]);
  return ["service", "source_actor", "source_port", "destination_actor", "destination_port"]
    .filter((name) => same(name) && first[name] !== "")
    .map((name) => `${name} = ${quoted(first[name])}`).join(" AND ");
}

/**
 * The graph of `edges` (in the order in which they were first seen).
 * options: group "none" | "service" | "path"; folded: names of groups drawn as one; focus: id of a node, or null; hops.
 */
export function build(edges, options) {
  const senders = new Map();
  for (const edge of edges) {
    if (!senders.has(edge.source_actor)) senders.set(edge.source_actor, new Set());
    senders.get(edge.source_actor).add(edge.service);
  }
  const nodes = new Map();
  const node = (service, actor) => {
    const group = options.group === "service" ? service : options.group === "path" ? pathOf(actor) || service : "";
    const folded = options.group !== "none" && options.folded.has(group);
    const id = folded ? `g${NUL}${group}` : `${service}${NUL}${actor}`;
    let known = nodes.get(id);
    if (!known) {
      known = { id, name: folded ? group : actor, service, group, folded, actors: new Set(), in: [], out: [], links: [], inner: [] };
      nodes.set(id, known);
    }
    known.actors.add(`${service}${NUL}${actor}`);
    return known;
  };
  const ends = edges.map((edge) => [node(edge.service, edge.source_actor), node(serviceOfReceiver(edge, senders), edge.destination_actor)]);
  const ported = edges.length <= MOST_WITH_PORTS;
  const links = new Map();
  edges.forEach((edge, i) => {
    const [from, to] = ends[i];
    if (from === to && from.folded) return from.inner.push(edge);
    // What is drawn as one has a place at its side for each other, so that lines do not run into one another.
    const out = from.folded ? to.id : ported ? edge.source_port : "out";
    const into = to.folded ? from.id : ported ? edge.destination_port : "in";
    const id = [from.id, out, to.id, into].join("\u0001");
    let link = links.get(id);
    if (!link) {
      link = { id, from, to, out, into, edges: [] };
      links.set(id, link);
    }
    link.edges.push(edge);
  });
  // Where all groups are folded there is nothing to frame.
  if ([...nodes.values()].every((it) => it.folded)) for (const it of nodes.values()) it.group = "";
  return choose(nodes, [...links.values()], options, ported);
}

function choose(nodes, links, options, ported) {
  let kept = links;
  let keptNodes = [...nodes.values()];
  if (options.focus && nodes.has(options.focus)) {
    let ids = new Set([options.focus]);
    for (let hop = 0; hop < (options.hops ?? 1); hop++) {
      const wider = new Set(ids);
      for (const link of links) {
        if (ids.has(link.from.id)) wider.add(link.to.id);
        if (ids.has(link.to.id)) wider.add(link.from.id);
      }
      ids = wider;
    }
    kept = links.filter((link) => ids.has(link.from.id) && ids.has(link.to.id));
    keptNodes = keptNodes.filter((it) => ids.has(it.id));
  }
  for (const link of kept) {
    if (!link.from.out.includes(link.out)) link.from.out.push(link.out);
    if (!link.to.in.includes(link.into)) link.to.in.push(link.into);
    link.from.links.push(link);
    if (link.to !== link.from) link.to.links.push(link);
  }
  return { nodes: keptNodes, links: kept, ported, allActors: nodes.size };
}

/** Sums up a link's edges: rate, times, failures. */
export function sumUp(link) {
  let rate = 0, errors = 0, flows = 0, bytes = 0, p50 = 0, p99 = 0;
  for (const edge of link.edges) {
    rate += edge.rate;
    errors += edge.errorRate;
    flows += edge.flows;
    bytes += edge.byteRate;
    p50 = Math.max(p50, edge.p50_ns);
    p99 = Math.max(p99, edge.p99_ns);
  }
  return { rate, errors, flows, bytes, p50, p99 };
}

/** Whether a link fails often enough to be shown as failing rather than slow. */
export const isFailing = (sum) => sum.errors > 0 && sum.errors >= 0.01 * Math.max(sum.rate, sum.errors);
