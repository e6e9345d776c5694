import type { WatchView } from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { useNow } from '../../text/now.js';
import { percent } from '../../text/quantity.js';
import { sayCause } from '../../text/states.js';
import { span, spell } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Card, Section } from '../../ui/section.js';

const DAY = 86_400_000;

type Gap = WatchView['unobserved'][number];

const GapBar = ({ gap, now }: { gap: Gap; now: number }) => {
  const from = Math.max(gap.from, now - DAY);
  const to = gap.to ?? now;
  return (
    <span
      className="hatch absolute inset-y-0 min-w-1"
      style={{ left: `${((from - (now - DAY)) / DAY) * 100}%`, width: `${(Math.max(0, to - from) / DAY) * 100}%` }}
    />
  );
};

/** The time before there was a desk: neither observed nor a gap. */
const Unborn = ({ share }: { share: number }) => (
  <span className="absolute inset-y-0 left-0 bg-sunken" style={{ width: `${share * 100}%` }} />
);

/** When this desk looked in the last 24 hours, and why it did not. */
export const Ledger = () => {
  const { unobserved, coverage, bornAt } = useView((view) => view.watch);
  const now = useNow();
  const zone = useZone();
  return (
    <Section
      title="Observed time"
      note={`${percent(coverage, 1)} ${bornAt > now - DAY ? 'since this desk first started' : 'of the last 24 h'}`}
    >
      <Card className="flex flex-col gap-3 p-4">
        <div
          role="img"
          aria-label={`Last 24 hours, ${unobserved.length === 0 ? 'observed throughout' : `${unobserved.length} unobserved stretches`}`}
          className="relative h-6 overflow-hidden rounded-[3px] bg-good-soft"
        >
          {bornAt > now - DAY && <Unborn share={(bornAt - (now - DAY)) / DAY} />}
          {unobserved.map((gap) => (
            <GapBar key={gap.from} gap={gap} now={now} />
          ))}
        </div>
        <div aria-hidden="true" className="-mt-2 flex justify-between text-small text-faint">
          <span>24 h ago</span>
          <span>now</span>
        </div>
        {unobserved.length === 0 ? (
          <p className="text-soft">No gap. A gap is no downtime: it is left out of uptime, and drawn as hatch everywhere.</p>
        ) : (
          <ul>
            {unobserved.map((gap) => (
              <li key={gap.from} className="flex gap-4 border-b border-line py-1 last:border-0">
                <span className="w-56">{span(gap.from, gap.to ?? now, zone)}</span>
                <span className="w-28 text-faint">{spell((gap.to ?? now) - gap.from)}</span>
                <span className="text-soft">
                  {sayCause(gap.cause)}
                  {gap.to === null && ', and still'}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
};
