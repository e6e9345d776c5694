import type { PhaseStanding } from '../../../preload/contract/views.js';
import { seriesColour } from '../../chart/series-colour.js';
import { targetPath } from '../../state/place.js';
import { quantity } from '../../text/quantity.js';
import { phaseName } from '../../text/reading.js';
import { Ago } from '../../text/zone.js';
import { Card, Section } from '../../ui/section.js';

const SHOWN = 10;
const PHASES = ['dns', 'tcp', 'tls', 'first_byte', 'download'];

/** Where the time of the slowest looks went. The bars are of one length's scale, so that one reads the slow part at once. */
export const Phases = ({ standings }: { standings: readonly PhaseStanding[] }) => {
  const longest = Math.max(...standings.map(whole), 0);
  return (
    <Section title="Where the time goes" note={standings.length === 0 ? '' : 'the last look at each, the slowest first'}>
      <Card>
        {standings.length === 0 ? (
          <p className="px-3 py-4 text-center text-faint">No target was asked over HTTP yet.</p>
        ) : (
          <>
            <ul
              aria-hidden="true"
              className="flex flex-wrap gap-x-4 gap-y-1 border-b border-line px-3 py-2 text-small text-soft"
            >
              {PHASES.map((phase, index) => (
                <li key={phase} className="flex items-center gap-1.5">
                  <span className="size-2 rounded-full" style={{ background: seriesColour(index) }} />
                  {phaseName(phase)}
                </li>
              ))}
            </ul>
            <ul>
              {standings.slice(0, SHOWN).map((standing) => (
                <Line key={standing.target} standing={standing} longest={longest} />
              ))}
            </ul>
          </>
        )}
      </Card>
    </Section>
  );
};

const whole = ({ phases }: PhaseStanding): number => phases.reduce((sum, { seconds }) => sum + seconds, 0);

const sayTook = (seconds: number): string => quantity(seconds, 'http_phase_seconds');

const sayPhases = ({ phases }: PhaseStanding): string =>
  phases.map(({ phase, seconds }) => `${phaseName(phase)} ${sayTook(seconds)}`).join(', ');

const Line = ({ standing, longest }: { standing: PhaseStanding; longest: number }) => (
  <li className="grid grid-cols-[minmax(6rem,1fr)_minmax(0,2fr)_4.5rem] items-center gap-3 border-b border-line px-3 py-2 last:border-0">
    <a href={`#${targetPath(standing.target)}`} className="truncate font-medium hover:underline">
      {standing.name}
    </a>
    <span title={sayPhases(standing)} className="flex h-3 min-w-0">
      <span className="sr-only">{sayPhases(standing)}</span>
      {standing.phases.map(({ phase, seconds }) => (
        <span
          key={phase}
          aria-hidden="true"
          className="min-w-px first:rounded-l-[3px] last:rounded-r-[3px]"
          style={{
            width: `${longest === 0 ? 0 : (100 * seconds) / longest}%`,
            background: seriesColour(PHASES.indexOf(phase)),
          }}
        />
      ))}
    </span>
    <span className="text-right whitespace-nowrap">
      {sayTook(whole(standing))}
      <span className="block text-small text-faint">
        <Ago at={standing.at} />
      </span>
    </span>
  </li>
);
