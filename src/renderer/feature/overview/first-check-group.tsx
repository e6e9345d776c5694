import type { SiteCheck } from '../../../preload/contract/views.js';
import { sentenceOf } from '../../text/delivery.js';
import { Mark, Sentence } from '../../ui/mark.js';

/** Checks that watch the same thing of different places. */
export interface Group {
  readonly title: string;
  readonly watches: string;
  readonly checks: readonly SiteCheck[];
}

const TITLES: Readonly<Record<SiteCheck['kind'], string>> = {
  page: 'Pages it links to',
  certificate: 'Certificate',
  name: 'Name',
  file: 'For search engines',
};

/** In the order of the checks; the first page, of which more is watched, stands alone. */
export const groupsOf = (checks: readonly SiteCheck[]): readonly Group[] => {
  const groups = new Map<string, SiteCheck[]>();
  for (const check of checks) groups.set(check.watches, [...(groups.get(check.watches) ?? []), check]);
  return [...groups].map(([watches, of]) => {
    const first = of[0] as SiteCheck;
    return { title: first === checks[0] ? 'The page' : TITLES[first.kind], watches, checks: of };
  });
};

interface CheckGroupProps {
  readonly group: Group;
  readonly picked: readonly string[];
  readonly onToggle: (id: string) => void;
}

export const CheckGroup = ({ group, picked, onToggle }: CheckGroupProps) => (
  <li className="flex flex-col gap-1">
    <h3 className="font-semibold">{group.title}</h3>
    <p className="text-small text-faint">{group.watches}</p>
    <ul className="mt-1 divide-y divide-line rounded-md border border-line">
      {group.checks.map((check) => (
        <CheckRow
          key={`${check.item.id} ${check.item.url ?? check.item.host}`}
          check={check}
          isPicked={picked.includes(check.item.id)}
          onToggle={() => onToggle(check.item.id)}
        />
      ))}
    </ul>
  </li>
);

/** Longest answer that has its place beside the name. */
const SHORT = 16;

const CheckRow = ({ check, isPicked, onToggle }: { check: SiteCheck; isPicked: boolean; onToggle: () => void }) => {
  const { item, why, found, watchedBy } = check;
  const isWatched = watchedBy !== null;
  const said = sentenceOf(found.text);
  const isShort = found.text.length <= SHORT;
  const tone = found.isWell ? 'good' : 'warning';
  return (
    <li>
      <label className="flex cursor-pointer items-start gap-2.5 px-3 py-2 hover:bg-hover has-disabled:cursor-default">
        <input
          type="checkbox"
          checked={isPicked && !isWatched}
          disabled={isWatched}
          onChange={onToggle}
          className="mt-0.5 size-4 shrink-0 accent-accent-fill"
        />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-x-2">
            <span className="min-w-0 truncate font-medium text-ink" title={item.name}>
              {item.name}
            </span>
            <span className="ml-auto shrink-0 text-small">
              {isWatched ? (
                <Mark tone="neutral" word="Watched already" />
              ) : (
                isShort && <Mark tone={tone} word={said.slice(0, -1)} />
              )}
            </span>
          </span>
          <span className="block truncate font-mono text-small text-faint" title={placeOf(item)}>
            {placeOf(item)}
          </span>
          <span className="block text-soft">{isWatched ? `It is the target “${watchedBy}”.` : why}</span>
          {!isWatched && !isShort && (
            <span className="block text-small">
              <Sentence tone={tone}>{said}</Sentence>
            </span>
          )}
        </span>
      </label>
    </li>
  );
};

const placeOf = ({ url, host }: SiteCheck['item']): string => (typeof url === 'string' ? url : `${host}`);
