import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { ConfigView } from '../../../preload/contract/calls/config.js';
import type { Instant } from '../../../preload/contract/views.js';
import { type SaveOutcome, useRestore } from '../../query/edits.js';
import { useConfigVersion, useConfigVersions } from '../../query/reads/config.js';
import { Refusal } from '../../query/refusal.js';
import { exactly } from '../../text/time.js';
import { Ago, useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Difference } from '../../ui/difference.js';
import { Notice } from '../../ui/mark.js';
import { Card, Section, Skeleton } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { WhyNot } from '../../ui/why-not.js';

/** What the configuration was before it was changed here, what each change was, and the way back. */
export const Versions = ({ config }: { config: ConfigView }) => {
  const { data, error } = useConfigVersions();
  const [chosen, choose] = useState<Instant | null>(null);
  return (
    <Section title="Earlier versions" note="The last 20 that were replaced here">
      <Card>
        {error !== null && <p className="p-4 text-warning">{error.message}</p>}
        {data === undefined && error === null && <Skeleton className="m-4 h-16" />}
        {data?.length === 0 && <p className="p-4 text-soft">None yet: the configuration was not changed here.</p>}
        {data !== undefined && data.length > 0 && (
          <ul aria-label="Earlier versions">
            {data.map((replacedAt) => (
              <li key={replacedAt} className="border-b border-line px-4 py-2 last:border-0">
                <Version
                  replacedAt={replacedAt}
                  config={config}
                  isOpen={chosen === replacedAt}
                  onOpen={() => choose(chosen === replacedAt ? null : replacedAt)}
                />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
};

interface VersionProps {
  readonly replacedAt: Instant;
  readonly config: ConfigView;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

const Version = ({ replacedAt, config, isOpen, onOpen }: VersionProps) => {
  const zone = useZone();
  return (
    <>
      <div className="flex items-center gap-3">
        <span className="min-w-0 flex-1">
          Held until {exactly(replacedAt, zone)}
          <span className="text-faint">
            {' '}
            (<Ago at={replacedAt} />)
          </span>
        </span>
        <Button look="quiet" shape="tight" aria-expanded={isOpen} onClick={onOpen}>
          {isOpen ? 'Hide' : 'Compare with now'}
        </Button>
      </div>
      {isOpen && <Comparison replacedAt={replacedAt} config={config} />}
    </>
  );
};

const Comparison = ({ replacedAt, config }: { replacedAt: Instant; config: ConfigView }) => {
  const { data, error } = useConfigVersion(replacedAt);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const restore = useRestore();
  const onRestore = async (): Promise<void> => {
    const result = await restore(replacedAt, config.revision);
    setOutcome(result);
    if (result.kind === 'saved') toast({ tone: 'good', text: 'It holds again. What it replaced is kept as well.' });
  };
  if (error !== null)
    return (
      <Notice tone="warning" title="It could not be read">
        {error.message}
      </Notice>
    );
  if (data === undefined) return <Skeleton className="mt-2 h-24" />;
  return (
    <div className="flex flex-col gap-3 pt-2">
      {data.text === config.text && !data.isCurrent ? (
        <p className="text-soft">They differ in secrets alone, which are not shown.</p>
      ) : (
        <Difference label="What restoring would change" from={config.text} to={data.text} />
      )}
      {outcome !== null && <Refusal outcome={outcome} />}
      <WhyNot act="config.restore" />
      <Button acts="config.restore" className="self-start" disabled={data.isCurrent} onClick={() => void onRestore()}>
        <RotateCcw size={14} aria-hidden="true" />
        Restore it
      </Button>
    </div>
  );
};
