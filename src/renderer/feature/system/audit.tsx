import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { AuditEntry, AuditKind, AuditVerdict, FoundAudit } from '../../../preload/contract/views.js';
import { useFoundAudit } from '../../query/found.js';
import { useCall, useView } from '../../state/console.js';
import { alertPath } from '../../state/place.js';
import { sayEntry } from '../../text/audit.js';
import { count } from '../../text/quantity.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { FilterSelect, type Option } from '../../ui/field.js';
import { FilterDays, FilterText } from '../../ui/filter-fields.js';
import { Notice } from '../../ui/mark.js';
import { Section } from '../../ui/section.js';
import { FoundList } from './found-list.js';
import { dayIn, type Narrowed, oneOf, useNarrowed, useToday } from './narrowed.js';

const Row = ({ entry, about }: { entry: AuditEntry; about: string | undefined }) => {
  const { who, did, what, way } = sayEntry(entry);
  return (
    <tr className="border-b border-line last:border-0">
      <td className="px-4 py-1.5 text-right text-faint">{entry.sequence}</td>
      <td className="py-1.5 pr-4 whitespace-nowrap text-faint">
        <Ago at={entry.at} />
      </td>
      <td className="w-full max-w-0 truncate py-1.5 pr-4">
        <span className="font-medium">{who}</span> <span className="text-soft">{did}</span>{' '}
        <What entry={entry} what={what} about={about} /> <span className="text-faint">{way}</span>
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

/** An alert by what was wrong, where the console or its store still knows it; else by its number. */
const What = ({ entry, what, about }: { entry: AuditEntry; what: string; about: string | undefined }) => {
  const summary = useView((view) => view.alerts[entry.subject]?.summary) ?? about;
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

/** How the list is narrowed, in the address. */
const KEYS = ['by', 'kind', 'words', 'from', 'to'] as const;

const KINDS: readonly Option<AuditKind | ''>[] = [
  { value: '', label: 'Any act' },
  { value: 'alerts', label: 'On alerts' },
  { value: 'settings', label: 'Rules and settings' },
  { value: 'trials', label: 'Tests and drills' },
  { value: 'access', label: 'Sign-ins' },
  { value: 'watch', label: 'Starts and updates' },
  { value: 'care', label: 'Calendar and looks' },
];

const Filters = ({ asked, ask }: Pick<Narrowed<(typeof KEYS)[number]>, 'asked' | 'ask'>) => (
  <search className="flex flex-wrap items-center gap-2" aria-label="Narrow the audit">
    <FilterText label="Person" placeholder="By: a person’s name" value={asked.by} onText={(next) => ask('by', next)} />
    <FilterSelect
      label="Kind of act"
      options={KINDS}
      value={oneOf(KINDS, asked.kind) ?? ''}
      onPick={(next) => ask('kind', next)}
    />
    <FilterText
      label="Words of the act"
      placeholder="A rule, an alert, any words"
      value={asked.words}
      onText={(next) => ask('words', next)}
    />
    <FilterDays
      label="Done"
      from={dayIn(asked.from) ?? ''}
      to={dayIn(asked.to) ?? ''}
      latest={useToday()}
      onFrom={(day) => ask('from', day)}
      onTo={(day) => ask('to', day)}
    />
  </search>
);

/** Who did what: the newest, or what is looked for. Each entry carries the hash of the one before, so that a change shows. */
export const Audit = () => {
  const { asked, ask, isNarrowed, showAll } = useNarrowed(KEYS);
  const found = useFoundAudit({
    by: asked.by,
    kind: oneOf(KINDS, asked.kind),
    text: asked.words,
    from: dayIn(asked.from),
    to: dayIn(asked.to),
  });
  return (
    <Section anew title="Audit">
      <Verify />
      <Filters asked={asked} ask={ask} />
      <FoundList<AuditEntry, FoundAudit>
        caption="The record"
        heads={['Number', 'When', 'What', 'Hash']}
        found={found}
        isNarrowed={isNarrowed}
        onShowAll={showAll}
        empty="Nothing was recorded yet."
        row={(entry, pages) => <Row key={entry.sequence} entry={entry} about={aboutIn(pages, entry.subject)} />}
      />
    </Section>
  );
};

const aboutIn = (pages: readonly FoundAudit[], subject: string): string | undefined =>
  pages.find(({ about }) => about[subject] !== undefined)?.about[subject];
