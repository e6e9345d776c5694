import { useConnection, useView } from '../state/console.js';
import { Ago } from '../text/zone.js';
import { names } from '../ui/class-names.js';
import { type MarkTone, ToneIcon } from '../ui/mark.js';

const GROUND: Readonly<Record<string, string>> = {
  critical: 'bg-critical-soft border-critical/40',
  warning: 'bg-warning-soft border-warning/40',
  info: 'bg-info-soft border-info/40',
  unseen: 'hatch border-line-strong',
};

const Line = (props: { tone: MarkTone; text: string; remedy: string; since: number }) => (
  <li className={names('flex items-center gap-2.5 border-b px-5 py-1.5', GROUND[props.tone])}>
    <span className="rounded-full bg-surface p-0.5">
      <ToneIcon tone={props.tone} />
    </span>
    <p className={names('min-w-0 flex-1', props.tone === 'unseen' && 'rounded-md bg-surface px-2')}>
      <strong className="font-medium">{props.text}</strong> <span className="text-soft">{props.remedy}</span>
    </p>
    <span className="rounded-md bg-surface px-1.5 text-small text-soft">
      <Ago at={props.since} />
    </span>
  </li>
);

/** What is wrong with the watch itself, and what to do about it. Above every page. */
export const Banners = () => {
  const banners = useView((view) => view.system.banners);
  const connection = useConnection();
  if (banners.length === 0 && connection.kind !== 'lost') return null;
  return (
    <section aria-label="Problems of the watch" className="max-h-40 shrink-0 overflow-y-auto">
      <ul>
        {connection.kind === 'lost' && (
          <Line
            tone="unseen"
            text={connection.why}
            remedy="This window shows what was known before and takes no actions until the connection is back. It is tried again by itself."
            since={connection.since}
          />
        )}
        {banners.map((banner) => (
          <Line key={banner.id} tone={banner.severity} text={banner.text} remedy={banner.remedy} since={banner.since} />
        ))}
      </ul>
    </section>
  );
};
