// What must hold of public/map/thailand.json, whatever has drawn it.

/** Whether a point is inside a closed line: a ray from it crosses the line an odd number of times. */
export function inside(line, [x, y]) {
  let odd = false;
  for (let index = 1; index < line.length; index += 1) {
    const [[ax, ay], [bx, by]] = [line[index - 1], line[index]];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
  }
  return odd;
}

/** The closed lines that a path draws. */
function outlines(path) {
  return path.split("M").slice(1).map((ring) => {
    const [x, y, ...steps] = ring.match(/-?\d+/g).map(Number);
    const line = [[x, y]];
    for (let index = 1; index < steps.length; index += 2) line.push([line.at(-1)[0] + steps[index - 1], line.at(-1)[1] + steps[index]]);
    return [...line, line[0]];
  });
}

/** Where a point is beside the way from a to b: above 0 on one side, below on the other, 0 on the straight through both. */
const side = ([ax, ay], [bx, by], [x, y]) => Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));

const same = ([ax, ay], [bx, by]) => ax === bx && ay === by;

/** Whether a point is on the way from a to b, its ends among them. */
const on = (a, b, point) =>
  side(a, b, point) === 0 && [0, 1].every((axis) => Math.min(a[axis], b[axis]) <= point[axis] && point[axis] <= Math.max(a[axis], b[axis]));

/** Whether two edges meet elsewhere than at an end of both. An edge and its reverse do not: they are a border. */
function collide([a, b], [c, d]) {
  if (same(a, d) && same(b, c)) return false;
  const ends = [[a, c, d], [b, c, d], [c, a, b], [d, a, b]];
  if (ends.some(([end, from, to]) => on(from, to, end) && !same(end, from) && !same(end, to))) return true;
  return (same(a, c) && same(b, d)) || (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0);
}

/**
 * What is wrong with a map, as sentences; none is what should be.
 * `codes` are those that the data knows; `borders` are lines with the two codes that each is `between`.
 */
export function faults({ width, height, provinces }, codes, borders) {
  const found = [];
  const drawn = provinces.map(({ code }) => code);
  if (drawn.join() !== [...codes].sort().join()) found.push("has not the provinces of public/data/provinces.json, in the order of their codes");
  const malformed = provinces.filter(({ path }) => !/^(M\d+ \d+l-?\d+( -?|-)\d+(( -?|-)\d+( -?|-)\d+)+z)+$/.test(path));
  if (malformed.length) return [...found, ...malformed.map(({ code }) => `${code}: not a path of closed outlines`)];

  const rings = new Map(provinces.map(({ code, path }) => [code, outlines(path)]));
  for (const { code, x, y } of provinces) {
    const around = drawn.filter((other) => rings.get(other).some((ring) => inside(ring, [x, y])));
    if (around.join() !== code) found.push(`${code}: its marker is in ${around.join() || "no province"}`);
    if (rings.get(code).flat().some(([px, py]) => px < 0 || py < 0 || px > width || py > height)) found.push(`${code}: reaches out of the map`);
  }

  const edges = drawn.flatMap((code) => rings.get(code).flatMap((ring) => ring.slice(1).map((to, index) => ({ code, edge: [ring[index], to] }))));
  const owners = new Map(edges.map(({ code, edge }) => [edge.join(" "), code]));
  for (const { line, between } of borders) {
    const shared = line.slice(1).every((to, index) => {
      const sides = [[line[index], to], [to, line[index]]].map((edge) => owners.get(edge.join(" ")));
      return between.every((code) => sides.includes(code));
    });
    if (!shared) found.push(`${between.join(" and ")} do not share their border`);
  }

  const west = ({ edge: [a, b] }) => Math.min(a[0], b[0]);
  const east = ({ edge: [a, b] }) => Math.max(a[0], b[0]);
  edges.sort((one, other) => west(one) - west(other));
  edges.forEach((one, index) => {
    for (let next = index + 1; next < edges.length && west(edges[next]) <= east(one); next += 1) {
      const other = edges[next];
      if (collide(one.edge, other.edge)) found.push(`${one.code} and ${other.code} collide at ${one.edge[0].join()}`);
    }
  });
  return found;
}
