import { lstat, readlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';

/** So many links on one way are a circle. */
const MOST_LINKS = 40;

/** Every place that the way to a path leads through, with each link on it followed: the path as it is written, and where it ends. */
export const placesOn = async (path: string): Promise<readonly string[]> => {
  const places: string[] = [];
  let left = [resolve(path)];
  for (let links = 0; links <= MOST_LINKS && left.length > 0; links += 1) {
    const [next] = left;
    left = [];
    if (next === undefined) break;
    const { root } = parse(next);
    const steps = next.slice(root.length).split(sep).filter(Boolean);
    let place = root;
    for (const [nth, step] of steps.entries()) {
      place = join(place, step);
      places.push(place);
      const target = await targetOf(place);
      if (target === null) continue;
      left = [join(resolve(dirname(place), target), ...steps.slice(nth + 1))];
      break;
    }
  }
  return places;
};

/** Where a link leads; null for what is none, or is not there yet. */
const targetOf = async (place: string): Promise<string | null> => {
  try {
    return (await lstat(place)).isSymbolicLink() ? await readlink(place) : null;
  } catch {
    return null;
  }
};

/** Whether a place is a folder, or lies in it; both without links. */
export const isInside = (folder: string, place: string): boolean => {
  const way = relative(folder, place);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
};
