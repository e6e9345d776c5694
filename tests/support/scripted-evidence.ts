import type { CallInput, CallOutput } from '../../src/preload/contract/calls.js';
import type { Duration, EvidenceRecord, Instant, KeptReport, TargetId } from '../../src/preload/contract/views.js';
import type { Scene } from './scripted-main-scenes.js';

const at = (milliseconds: number): Instant => milliseconds as Instant;

const FRAMES = [140, 520, 980, 1_610, 2_400].map((after, index) => ({
  name: `frame-${index}.jpg`,
  after: after as Duration,
}));

const record = (target: string, now: number, ago: number, change: Partial<EvidenceRecord>): EvidenceRecord => ({
  id: String(now - ago),
  target: target as TargetId,
  at: at(now - ago),
  why: 'Answered 503, so there is no page to measure.',
  url: 'https://www.example.org/',
  picture: 'picture.jpg',
  frames: FRAMES,
  ...change,
});

export const scriptedEvidence = ({ target }: CallInput<'evidence.list'>, { now }: Scene): readonly EvidenceRecord[] => [
  record(target, now, 21 * 60_000, {
    why: 'Over its budget: JavaScript 412 KB (limit 300 KB); the whole page 1204 KB (limit 800 KB); requests 31 (limit 25).',
  }),
  record(target, now, 26 * 3_600_000, {}),
  record(target, now, 27 * 3_600_000, { picture: null, frames: [] }),
];

/** A page that comes piece by piece, drawn: what a browser’s pictures look like. */
export const scriptedPicture = ({ name }: CallInput<'evidence.picture'>): CallOutput<'evidence.picture'> => {
  const step = Number(/frame-(\d)/.exec(name)?.[1] ?? 4);
  const bars = Array.from(
    { length: step + 1 },
    (_, n) => `<rect x="16" y="${70 + n * 58}" width="208" height="44" fill="hsl(${210 + n * 8} 45% ${82 - n * 6}%)"/>`,
  );
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="480"><rect width="240" height="480" fill="#fff"/><rect x="16" y="20" width="${90 + step * 20}" height="26" fill="#334"/>${bars.join('')}</svg>`;
  return { address: `data:image/svg+xml,${encodeURIComponent(drawn)}` };
};

export const scriptedReports = ({ page }: CallInput<'report.list'>, { now }: Scene): readonly KeptReport[] =>
  [2, 8, 14].map((hours) => ({
    page,
    id: `2026-11-26T${String(hours).padStart(2, '0')}-05-00-000Z`,
    at: at(now - hours * 3_600_000),
    form: hours === 14 ? 'desktop' : 'mobile',
  }));
