import { ShieldCheck, X } from 'lucide-react';
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
import { AUDIT_KEYS, dayIn, isNarrowing, type Narrowed, oneOf, useNarrowed, useToday } from './narrowed.js';

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

const KINDS: readonly Option<AuditKind | ''>[] = [
  { value: '', label: 'Any act' },
  { value: 'alerts', label: 'On alerts' },
  { value: 'settings', label: 'Rules and settings' },
  { value: 'trials', label: 'Tests and drills' },
  { value: 'access', label: 'Sign-ins' },
  { value: 'watch', label: 'Starts and updates' },
  { value: 'care', label: 'Calendar and looks' },
];

type FiltersProps = Pick<Narrowed<(typeof AUDIT_KEYS)[number]>, 'asked' | 'ask' | 'filters' | 'leave'>;

const Filters = ({ asked, ask, filters, leave }: FiltersProps) => (
  <search ref={filters} className="flex flex-wrap items-center gap-2" aria-label="Narrow the audit">
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
    {asked.rule !== '' && <OfRule id={asked.rule} onLeave={() => leave('rule')} />}
  </search>
);

/** Only changes of one rule are asked for: says so, and ends it. */
const OfRule = ({ id, onLeave }: { id: string; onLeave: () => void }) => {
  const name = useView((view) => view.rules[id]?.name) ?? id;
  return (
    <Button title="Show what else was done, too" className="min-w-0" onClick={onLeave}>
      <span className="truncate">Changes of the rule {name}</span>
      <X size={14} aria-hidden="true" className="shrink-0" />
    </Button>
  );
};

/** Who did what: the newest, or what is looked for. Each entry carries the hash of the one before, so that a change shows. */
export const Audit = () => {
  const { showAll, ...filters } = useNarrowed(AUDIT_KEYS);
  const { asked } = filters;
  const question = {
    by: asked.by,
    kind: oneOf(KINDS, asked.kind),
    text: asked.words,
    from: dayIn(asked.from),
    to: dayIn(asked.to),
    changed: asked.rule === '' ? undefined : { list: 'rules', id: asked.rule },
  };
  const found = useFoundAudit(question);
  return (
    <Section anew title="Audit">
      <Verify />
      <Filters {...filters} />
      <FoundList<AuditEntry, FoundAudit>
        caption="The record"
        heads={['Number', 'When', 'What', 'Hash']}
        found={found}
        isNarrowed={isNarrowing(question)}
        onShowAll={showAll}
        empty="Nothing was recorded yet."
        keyOf={({ sequence }) => sequence}
        row={(entry, pages) => <Row key={entry.sequence} entry={entry} about={aboutIn(pages, entry.subject)} />}
      />
    </Section>
  );
};

const aboutIn = (pages: readonly FoundAudit[], subject: string): string | undefined =>
  pages.find(({ about }) => about[subject] !== undefined)?.about[subject];
