import { Pencil, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Reading, TargetDetail, TargetRow } from '../../../preload/contract/views.js';
import { HeartbeatWalk } from '../../chart/heartbeat.js';
import { HistoryChart } from '../../chart/history-chart.js';
import { ReadingCard } from '../../chart/reading.js';
import { Baselines } from '../../chart/standing/baselines.js';
import { useTargetDetail } from '../../query/reads/targets.js';
import { useCall, useRules, useView } from '../../state/console.js';
import { asBeginning } from '../../text/alert.js';
import { useNow } from '../../text/now.js';
import { count, metricName, percent, quantity } from '../../text/quantity.js';
import { phaseName } from '../../text/reading.js';
import { isLimit } from '../../text/rule.js';
import { sayTarget } from '../../text/states.js';
import { shortly, spell } from '../../text/time.js';
import { Ago, useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Badge, Notice } from '../../ui/mark.js';
import { Panel, Part } from '../../ui/panel.js';
import { Facts, Skeleton } from '../../ui/section.js';
import { WhyNot } from '../../ui/why-not.js';
import { PageEvidence } from './page-evidence.js';
import { Reports } from './reports.js';
import { type HarSaid, SaveHar } from './save-har.js';
import { TargetForm } from './target-form.js';

/** Everything about one target. */
export const TargetPanel = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const row = useView((view) => view.targets[id] ?? null);
  const { data, error } = useTargetDetail(id, row?.lastAt);
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <TargetForm id={id} onClose={() => setEditing(false)} />;
  if (row === null)
    return (
      <Panel title="Target" heading={<h2 className="text-lead font-semibold">{id}</h2>} onClose={onClose}>
        <Notice tone="neutral" title="There is no such target">
          It may have been removed or renamed in the configuration.
        </Notice>
      </Panel>
    );
  return (
    <Panel
      title="Target"
      heading={<Heading row={row} />}
      controls={<Controls row={row} onEdit={() => setEditing(true)} />}
      onClose={onClose}
    >
      {row.problem !== null && <Notice tone={row.state === 'down' ? 'critical' : 'warning'} title={asBeginning(row.problem)} />}
      <State row={row} uptime={data === undefined ? (error === null ? '…' : 'could not be read') : sayUptime(data)} />
      {row.source === 'page' && <PageEvidence target={row.id} mark={row.lastAt} />}
      {row.source === 'lighthouse' && row.labels.page !== undefined && <Reports page={row.labels.page} mark={row.lastAt} />}
      <Part title="Heartbeats">
        <HeartbeatWalk row={row} />
      </Part>
      {error !== null && (
        <Notice tone="warning" title="Parts of this target could not be read">
          {error.message}
        </Notice>
      )}
      {data !== undefined ? <Measured detail={data} /> : error === null && <Skeleton className="h-60 w-full" />}
      <Baselines target={row.id} />
    </Panel>
  );
};

const Heading = ({ row }: { row: TargetRow }) => {
  const { tone, word } = sayTarget(row);
  return (
    <div className="flex flex-col gap-1">
      <p>
        <Badge tone={tone} word={word} />
      </p>
      <h2 className="text-lead font-semibold break-words">{row.name}</h2>
      <p className="font-mono text-small break-all text-faint">{row.url ?? 'the machine this desk runs on'}</p>
    </div>
  );
};

const Controls = ({ row, onEdit }: { row: TargetRow; onEdit: () => void }) => {
  const call = useCall();
  const [found, setFound] = useState<Reading | string | null>(null);
  const [har, setHar] = useState<HarSaid | null>(null);
  const [isReading, setReading] = useState(false);
  const read = async (): Promise<void> => {
    setReading(true);
    const answer = await call('target.readNow', { target: row.id });
    setFound(answer.ok ? answer.value : answer.error.message);
    setReading(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-2">
        <Button acts="target.readNow" look="primary" disabled={isReading} onClick={() => void read()}>
          <RefreshCw size={14} aria-hidden="true" />
          {isReading ? 'Reading…' : 'Read now'}
        </Button>
        {row.isService && (
          <Button acts="config.edit" onClick={onEdit}>
            <Pencil size={14} aria-hidden="true" />
            Edit
          </Button>
        )}
        {row.source === 'page' && <SaveHar target={row.id} onSaid={setHar} />}
      </div>
      <WhyNot act={row.isService ? 'config.edit' : 'target.readNow'} />
      {har !== null && (
        <Notice
          tone={har.kind === 'saved' ? 'good' : 'warning'}
          title={har.kind === 'saved' ? 'The requests are saved' : 'The page could not be loaded'}
        >
          <span className="break-all">{har.text}</span>
        </Notice>
      )}
      {typeof found === 'string' && (
        <Notice tone="warning" title="It could not be read">
          {found}
        </Notice>
      )}
      {found !== null && typeof found !== 'string' && <ReadingCard reading={found} />}
    </div>
  );
};

const sayUptime = ({ uptime }: TargetDetail): string => {
  if (uptime === null || uptime.ratio === null) return 'not enough readings yet';
  return `${percent(uptime.ratio)} of ${count(uptime.readings, 'reading')}, ${percent(uptime.coverage, 1)} of the time observed`;
};

/** The clock and how long ago. */
const Began = ({ at }: { at: number }) => {
  const now = useNow();
  const zone = useZone();
  return (
    <>
      {shortly(at, now, zone)}, <Ago at={at} />
    </>
  );
};

const State = ({ row, uptime }: { row: TargetRow; uptime: string }) => {
  const labels = Object.entries(row.labels);
  return (
    <Facts
      items={[
        ...(row.since === null
          ? []
          : [{ label: `${sayTarget({ ...row, problem: null }).word} since`, value: <Began at={row.since} /> }]),
        { label: 'Last read', value: row.lastAt === null ? 'never' : <Ago at={row.lastAt} /> },
        { label: 'Uptime', value: uptime },
        ...(row.certificateDays === null
          ? []
          : [{ label: 'Certificate', value: `valid for ${count(row.certificateDays, 'more day')}` }]),
        { label: 'Read every', value: spell(row.everySeconds * 1_000) },
        ...(labels.length === 0
          ? []
          : [{ label: 'Labels', value: labels.map(([key, value]) => `${key} ${value}`).join(', ') }]),
      ]}
    />
  );
};

const named = (detail: TargetDetail, name: string): readonly string[] =>
  detail.series.filter((id) => id === name || id.startsWith(`${name}{`));

const PLAIN = ['host_cpu_ratio', 'host_memory_used_ratio', 'host_disk_used_ratio', 'host_load_per_core'] as const;

/** A target gives one of these. */
const PHASES = ['http_phase_seconds', 'service_phase_seconds'] as const;

const Measured = ({ detail }: { detail: TargetDetail }) => {
  const phases = PHASES.flatMap((name) => named(detail, name));
  const others = PLAIN.filter((name) => named(detail, name).length > 0);
  return (
    <>
      {detail.row.responseMetric !== null && <Response detail={detail} metric={detail.row.responseMetric} />}
      {phases.length > 0 && (
        <Part title="Time by phase">
          <HistoryChart
            metric="http_phase_seconds"
            series={phases}
            labelOf={(labels) => phaseName(labels.phase ?? '')}
            look="stack"
            height={180}
          />
        </Part>
      )}
      {others.map((name) => (
        <Part key={name} title={metricName(name)}>
          <HistoryChart
            metric={name}
            series={named(detail, name).slice(0, 5)}
            labelOf={(labels) => labels.mount ?? metricName(name)}
            height={130}
          />
        </Part>
      ))}
      <Part title="Last reading">
        {detail.lastReading === null ? (
          <p className="text-soft">Not read yet.</p>
        ) : (
          <ReadingCard reading={detail.lastReading} />
        )}
      </Part>
    </>
  );
};

const Response = ({ detail, metric }: { detail: TargetDetail; metric: string }) => {
  const limit = useRules()
    .filter(isLimit)
    .find((rule) => rule.enabled && rule.metric === metric && rule.comparison === 'above');
  return (
    <Part title={metricName(metric)}>
      <HistoryChart
        metric={metric}
        series={named(detail, metric)}
        labelOf={() => detail.row.name}
        height={160}
        {...(limit === undefined
          ? {}
          : { threshold: { value: limit.threshold, label: `${limit.name}: ${quantity(limit.threshold, metric)}` } })}
      />
    </Part>
  );
};
