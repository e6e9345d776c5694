import type { DailyReport } from '../../../preload/contract/views.js';
import { ReportBars } from '../../chart/report-bars.js';
import { count, quantity } from '../../text/quantity.js';
import { sayPage, tallest } from '../../text/report.js';
import { shortly, spell } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Card, Section } from '../../ui/section.js';

/** How each page did, the worst first, bar by bar. */
export const Pages = ({ report: { pages, morePages, barSeconds, from, to } }: { report: DailyReport }) => {
  const top = tallest(pages);
  const zone = useZone();
  return (
    <Section title="Pages, worst first" note={pages.length === 0 ? undefined : `a bar is ${spell(barSeconds * 1_000)}`}>
      {pages.length === 0 ? (
        <p className="text-faint">No page is watched.</p>
      ) : (
        <>
          <p className="text-small text-faint">
            The height of a bar is the mean response (tallest {quantity(top, '_seconds')}). Red and full: failures. Amber:
            slower than promised. Hatched: not observed. Empty: no reading.
          </p>
          <Card>
            <ul>
              {pages.map((page) => (
                <li key={page.name} className="flex flex-col gap-1.5 border-b border-line px-3 py-2.5 last:border-0">
                  <p className="flex flex-wrap items-baseline gap-x-3">
                    <strong className="font-medium break-words">{page.name}</strong>
                    <span className="text-small text-faint">{sayPage(page)}</span>
                  </p>
                  <ReportBars page={page} top={top} />
                </li>
              ))}
            </ul>
            <p className="flex justify-between px-3 pb-1.5 text-small text-faint" aria-hidden="true">
              <span>{shortly(from, to, zone)}</span>
              <span>{shortly(to, to, zone)}</span>
            </p>
          </Card>
          {morePages > 0 && <p className="text-faint">and {count(morePages, 'more page')}, better than these</p>}
        </>
      )}
    </Section>
  );
};
