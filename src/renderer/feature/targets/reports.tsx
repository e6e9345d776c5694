import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { KeptReport } from '../../../preload/contract/views.js';
import { useReports } from '../../query/evidence.js';
import { useAbout } from '../../query/reads/desk.js';
import { useCall } from '../../state/console.js';
import { clockTime, dayOf } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Notice } from '../../ui/mark.js';
import { Part } from '../../ui/panel.js';

/** The reports of a page's audits: each opens in the person's own browser, never in the console's page. */
export const Reports = ({ page, mark }: { page: string; mark: unknown }) => {
  const { data = [] } = useReports(page, mark);
  const about = useAbout();
  const [trouble, setTrouble] = useState<string | null>(null);
  if (data.length === 0 || about === null) return null;
  return (
    <Part title="Reports">
      <ul className="flex flex-col gap-1">
        {data.map((report) => (
          <li key={report.id}>
            {about.shell === 'browser' ? <Address report={report} /> : <Opener report={report} onTrouble={setTrouble} />}
          </li>
        ))}
      </ul>
      {trouble !== null && (
        <Notice tone="warning" title="It could not be opened">
          {trouble}
        </Notice>
      )}
    </Part>
  );
};

const LOOK = 'inline-flex items-center gap-1.5 text-accent underline';

const Address = ({ report }: { report: KeptReport }) => (
  <a
    className={LOOK}
    href={`/api/monitoring/lighthouse/${encodeURIComponent(report.page)}/${encodeURIComponent(report.id)}.html`}
    target="_blank"
    rel="noreferrer"
  >
    <Words report={report} />
  </a>
);

const Opener = ({ report, onTrouble }: { report: KeptReport; onTrouble: (why: string | null) => void }) => {
  const call = useCall();
  const open = async (): Promise<void> => {
    const answer = await call('report.open', { page: report.page, id: report.id });
    onTrouble(answer.ok ? null : answer.error.message);
  };
  return (
    <button type="button" className={LOOK} onClick={() => void open()}>
      <Words report={report} />
    </button>
  );
};

const Words = ({ report: { at, form } }: { report: KeptReport }) => {
  const zone = useZone();
  return (
    <>
      Report of {dayOf(at, zone)} {clockTime(at, zone)}, {form === 'mobile' ? 'as on a phone' : 'as on a desktop computer'}
      <ExternalLink size={13} aria-hidden="true" />
    </>
  );
};
