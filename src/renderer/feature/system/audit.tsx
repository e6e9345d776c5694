import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { AuditEntry, AuditVerdict } from '../../../preload/contract/views.js';
import { useAudit } from '../../query/reads/desk.js';
import { useCall, useView } from '../../state/console.js';
import { alertPath } from '../../state/place.js';
import { sayEntry } from '../../text/audit.js';
import { count } from '../../text/quantity.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/mark.js';
import { Card, Section, Skeleton } from '../../ui/section.js';

const Row = ({ entry }: { entry: AuditEntry }) => {
  const { who, did, what, way } = sayEntry(entry);
  return (
    <tr className="border-b border-line last:border-0">
      <td className="px-4 py-1.5 text-right text-faint">{entry.sequence}</td>
      <td className="py-1.5 pr-4 whitespace-nowrap text-faint">
        <Ago at={entry.at} />
      </td>
      <td className="w-full max-w-0 truncate py-1.5 pr-4">
        <span className="font-medium">{who}</span> <span className="text-soft">{did}</span> <What entry={entry} what={what} />{' '}
        <span className="text-faint">{way}</span>
      </td>
      <td
        className="py-1.5 pr-4 font-mono text-small text-faint"
        title={`Its seal, made of this entry and all before it: ${entry.hash}`}
      >
        {entry.hash.slice(0, 8)}
      </td>
    </tr>
  );
};

/** An alert by what was wrong, where the console still knows it; else by its number. */
const What = ({ entry, what }: { entry: AuditEntry; what: string }) => {
  const summary = useView((view) => view.alerts[entry.subject]?.summary);
  return summary === undefined ? (
    what
  ) : (
    <a href={`#${alertPath(entry.subject)}`} className="hover:underline" title={entry.subject}>
      {summary}
    </a>
  );
};

const sayVerdict = (verdict: AuditVerdict): { tone: 'good' | 'critical'; title: string; text: string } =>
  verdict.kind === 'intact'
    ? {
        tone: 'good',
        title: 'The record is intact',
        text: `${count(verdict.entries, 'entry', 'entries')} checked; the last hash is ${verdict.head.slice(0, 16)}…`,
      }
    : { tone: 'critical', title: `The record was changed at entry ${verdict.sequence}`, text: verdict.text };

const Verify = () => {
  const call = useCall();
  const [found, setFound] = useState<AuditVerdict | string | null>(null);
  const verify = async (): Promise<void> => {
    const answer = await call('audit.verify', {});
    setFound(answer.ok ? answer.value : answer.error.message);
  };
  const said =
    found === null
      ? null
      : typeof found === 'string'
        ? { tone: 'warning' as const, title: 'It could not be checked', text: found }
        : sayVerdict(found);
  return (
    <>
      <Button className="self-start" onClick={() => void verify()}>
        <ShieldCheck size={14} aria-hidden="true" />
        Check that nothing was changed
      </Button>
      {said !== null && (
        <Notice tone={said.tone} title={said.title}>
          {said.text}
        </Notice>
      )}
    </>
  );
};

/** Who did what. Each entry carries the hash of the one before, so that a change shows. */
export const Audit = () => {
  const { data, error } = useAudit();
  return (
    <Section anew title="Audit">
      <Verify />
      <Card>
        {error !== null && (
          <Notice tone="warning" title="The record could not be read">
            {error.message}
          </Notice>
        )}
        {data === undefined && error === null && <Skeleton className="m-4 h-24" />}
        {data?.length === 0 && <p className="p-4 text-soft">Nothing was recorded yet.</p>}
        {data !== undefined && data.length > 0 && (
          <table className="w-full">
            <caption className="sr-only">Latest entries of the record</caption>
            <thead className="sr-only">
              <tr>
                <th>Number</th>
                <th>When</th>
                <th>What</th>
                <th>Hash</th>
              </tr>
            </thead>
            <tbody>
              {data.map((entry) => (
                <Row key={entry.sequence} entry={entry} />
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </Section>
  );
};
