import { useState } from 'react';
import type { EvidenceRecord, TargetId } from '../../../preload/contract/views.js';
import { useEvidence, usePicture } from '../../query/evidence.js';
import { usePlaceQuery } from '../../state/place.js';
import { plain } from '../../text/quantity.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Part } from '../../ui/panel.js';
import { Skeleton } from '../../ui/section.js';

/** Bad loads in sight at once. */
const FIRST = 1;

/** Pictures of the loads that failed or broke a budget, the newest first. */
export const PageEvidence = ({ target, mark }: { target: TargetId; mark: unknown }) => {
  const { data = [] } = useEvidence(target, mark);
  const [isWhole, setWhole] = useState(false);
  const wanted = new URLSearchParams(usePlaceQuery()).get('load');
  if (data.length === 0) return null;
  // One that an alert leads to stands first, wherever it lies.
  const ordered = data.toSorted((a, b) => Number(b.id === wanted) - Number(a.id === wanted));
  const shown = isWhole ? ordered : ordered.slice(0, FIRST);
  return (
    <Part title="What bad loads looked like">
      <ul className="flex flex-col gap-4">
        {shown.map((record) => (
          <BadLoad key={record.id} record={record} />
        ))}
      </ul>
      {shown.length < data.length && (
        <Button look="quiet" className="self-start" onClick={() => setWhole(true)}>
          Show {plain(data.length - shown.length)} {wanted === null ? 'earlier' : 'others'}
        </Button>
      )}
    </Part>
  );
};

const BadLoad = ({ record }: { record: EvidenceRecord }) => {
  const { frames, picture, why, at } = record;
  const [chosen, setChosen] = useState<string | null>(null);
  const name = chosen ?? picture;
  const after = frames.find((frame) => frame.name === chosen)?.after;
  return (
    <li className="flex flex-col gap-2 rounded-md border border-line bg-sunken p-3">
      <p>
        {why}{' '}
        <span className="text-small text-faint whitespace-nowrap">
          <Ago at={at} />
        </span>
      </p>
      {name === null ? (
        <p className="text-small text-faint">No picture could be taken.</p>
      ) : (
        <div className="flex flex-wrap items-start gap-3">
          <Picture
            record={record}
            name={name}
            words={after === undefined ? 'The page in the end' : `The next load after ${seconds(after)}`}
            className="h-80 max-w-full object-contain"
          />
          {frames.length > 1 && <FilmStrip record={record} chosen={chosen} onChoose={setChosen} />}
        </div>
      )}
    </li>
  );
};

interface FilmProps {
  readonly record: EvidenceRecord;
  readonly chosen: string | null;
  readonly onChoose: (name: string | null) => void;
}

/** Small pictures in the order of time; a chosen one is shown large. */
const FilmStrip = ({ record, chosen, onChoose }: FilmProps) => (
  <div className="flex min-w-32 flex-1 flex-col gap-2">
    <p className="text-small text-faint">The load right after it, step by step.</p>
    <ol aria-label="How the next load came about" className="flex flex-wrap gap-2">
      {record.frames.map((frame) => (
        <li key={frame.name}>
          <button
            type="button"
            aria-pressed={frame.name === chosen}
            onClick={() => onChoose(frame.name === chosen ? null : frame.name)}
            className="flex flex-col items-center gap-1 rounded-md border border-line p-1 text-small text-faint hover:border-line-strong aria-pressed:border-accent"
          >
            <Picture record={record} name={frame.name} words={`After ${seconds(frame.after)}`} className="h-24" />
            <span>{seconds(frame.after)}</span>
          </button>
        </li>
      ))}
    </ol>
  </div>
);

const seconds = (length: number): string => `${(length / 1_000).toFixed(1)} s`;

interface PictureProps {
  readonly record: EvidenceRecord;
  readonly name: string;
  readonly words: string;
  readonly className: string;
}

const Picture = ({ record: { target, id }, name, words, className }: PictureProps) => {
  const { data, error } = usePicture(target, id, name);
  if (error !== null) return <p className="text-small text-faint">{error.message}</p>;
  if (data === undefined) return <Skeleton className={`w-20 ${className}`} />;
  return <img src={data.address} alt={words} className={`w-auto rounded border border-line ${className}`} />;
};
