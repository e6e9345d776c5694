import type { AlertDetail } from '../../../preload/contract/views.js';
import { alertPath, episodePath } from '../../state/place.js';
import { sayResolution } from '../../text/alert.js';
import { saySeverity } from '../../text/states.js';
import { spell } from '../../text/time.js';
import { Ago } from '../../text/zone.js';
import { ToneIcon } from '../../ui/mark.js';
import { Part } from '../../ui/panel.js';

const BONDS: Readonly<Record<AlertDetail['related'][number]['bond'], string>> = {
  target: 'same target',
  page: 'same page',
  time: 'began within 5 min of it',
};

const LINE = 'flex items-start gap-2 border-b border-line py-1.5 last:border-0';

interface CompanyProps {
  /** What its links lead to: from the page of an episode to that of another, from the panel to the list with another beside it. */
  readonly leadsTo: 'page' | 'panel';
}

const pathOf = (id: string, leadsTo: CompanyProps['leadsTo']): string => (leadsTo === 'page' ? episodePath(id) : alertPath(id));

/** Alerts that ran at the same time and may have the same cause. */
export const RelatedAlerts = ({ related, leadsTo }: Pick<AlertDetail, 'related'> & CompanyProps) => {
  if (related.length === 0) return null;
  return (
    <Part title="Related alerts">
      <ul>
        {related.map((other) => (
          <li key={other.id} className={LINE}>
            <span className="mt-0.5">
              <ToneIcon tone={other.state === 'resolved' ? 'good' : saySeverity(other.severity).tone} size={14} />
            </span>
            <span className="min-w-0 flex-1">
              <a
                href={`#${pathOf(other.id, leadsTo)}`}
                className="block truncate text-accent hover:underline"
                title={other.summary}
              >
                {other.summary}
              </a>
              <span className="block text-small text-faint">
                {other.state === 'resolved' ? 'resolved' : saySeverity(other.severity).word.toLowerCase()} · {BONDS[other.bond]}
              </span>
            </span>
            <span className="text-small text-faint">
              <Ago at={other.startedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
};

const JUDGED = { real: 'it was real', noise: 'it was noise' } as const;

const sayEnd = ({ resolution, judged }: AlertDetail['earlier'][number]): string => {
  if (resolution === null) return 'not over';
  const how = sayResolution(resolution);
  return judged === null ? how : `${how} · ${JUDGED[judged]}`;
};

/** The same alert before: how long it lasted, and what ended it. */
export const EarlierEpisodes = ({ earlier, leadsTo }: Pick<AlertDetail, 'earlier'> & CompanyProps) => {
  if (earlier.length === 0) return null;
  return (
    <Part title="Earlier episodes">
      <ul>
        {earlier.map((episode) => (
          <li key={episode.id} className={LINE}>
            <a
              href={`#${pathOf(episode.id, leadsTo)}`}
              className="w-24 shrink-0 text-accent hover:underline"
              title={`Episode ${episode.id}`}
            >
              <Ago at={episode.firedAt} />
              <span className="sr-only">, episode {episode.id}</span>
            </a>
            <span className="min-w-0 flex-1 text-pretty text-soft">
              {episode.resolvedAt !== null && `${spell(episode.resolvedAt - episode.firedAt)}, ended `}
              {sayEnd(episode)}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
};
