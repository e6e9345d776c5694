import { useMemo } from 'react';
import type { Playbook } from '../../preload/contract/views.js';
import { Disclosure } from '../ui/disclosure.js';
import { readMarkdown, type Section, sectionsOf } from '../ui/markdown.js';
import { Prose } from '../ui/prose.js';
import { Skeleton } from '../ui/section.js';
import { usePlaybook } from './reads/rules.js';

/** Playbooks say under this heading what to do before anything else. */
const FIRST = /^look first$/i;

const useSections = (playbook: Playbook | undefined): readonly Section[] =>
  useMemo(() => sectionsOf(readMarkdown(playbook?.text ?? '')), [playbook]);

interface StepsProps {
  readonly id: string;
  /** What to show where the playbook has no first steps, or cannot be read. */
  readonly otherwise: string;
}

/** A playbook's first steps, and the rest of it on demand. */
export const PlaybookSteps = ({ id, otherwise }: StepsProps) => {
  const { data, error } = usePlaybook(id);
  const sections = useSections(data);
  const first = sections.find(({ title }) => FIRST.test(title));
  const rest = sections.filter((section) => section !== first);
  if (data === undefined && error === null) return <Skeleton className="h-40 w-full" />;
  return (
    <>
      {first === undefined ? <p>{otherwise}</p> : <Prose blocks={first.blocks} />}
      {data === undefined ? (
        <p className="pt-2 text-small text-faint">The playbook {id} could not be read.</p>
      ) : (
        rest.length > 0 && (
          <div className="pt-2">
            <Disclosure title="The rest of the playbook">
              <Sections sections={rest} />
            </Disclosure>
          </div>
        )
      )}
    </>
  );
};

/** A whole playbook. */
export const PlaybookText = ({ id }: { id: string }) => {
  const { data, error } = usePlaybook(id);
  const sections = useSections(data);
  if (error !== null) return <p className="text-soft">It could not be read: {error.message}</p>;
  return data === undefined ? <Skeleton className="h-40 w-full" /> : <Sections sections={sections} />;
};

const Sections = ({ sections }: { sections: readonly Section[] }) => (
  <div className="flex flex-col gap-4 pt-2 text-soft">
    {sections.map(({ title, blocks }) => (
      <div key={title} className="flex flex-col gap-1">
        {title !== '' && <h4 className="font-semibold text-ink">{title}</h4>}
        <Prose blocks={blocks} />
      </div>
    ))}
  </div>
);
