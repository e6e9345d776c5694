/** A point of the unit square, y down. */
export type Point = readonly [number, number];

/** Whether a point belongs to the shape. */
export type Shape = (x: number, y: number) => boolean;

export const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) <= radius;

export const ring =
  (cx: number, cy: number, radius: number, width: number): Shape =>
  (x, y) =>
    Math.abs(Math.hypot(x - cx, y - cy) - radius) <= width / 2;

/** The inside of a polygon with rounded corners, by even-odd crossing and distance to its edges. */
export const polygon = (points: readonly Point[], rounding = 0): Shape => {
  const edge = polyline([...points, ...points.slice(0, 1)], rounding * 2);
  return (x, y) => isInside(points, x, y) || (rounding > 0 && edge(x, y));
};

const isInside = (points: readonly Point[], x: number, y: number): boolean => {
  let inside = false;
  points.forEach(([ax, ay], n) => {
    const [bx, by] = points[(n + 1) % points.length] as Point;
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside;
  });
  return inside;
};

/** A stroke of round ends through the points. */
export const polyline =
  (points: readonly Point[], width: number): Shape =>
  (x, y) =>
    points.slice(1).some((to, n) => distanceToSegment(x, y, points[n] as Point, to) <= width / 2);

const distanceToSegment = (x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number => {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
};

/** A regular octagon with flat top, as a stop sign. */
export const octagon = (cx: number, cy: number, radius: number): Shape =>
  polygon(
    Array.from({ length: 8 }, (_, n) => {
      const angle = ((n + 0.5) * Math.PI) / 4;
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)] as const;
    }),
  );

/** Slanting stripes within a shape. */
export const hatched =
  (shape: Shape, spacing: number): Shape =>
  (x, y) =>
    shape(x, y) && ((x + y) / spacing) % 1 < 0.5;

export const union =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));
