import type { Gauge, InfrastructureView } from '../../../preload/contract/views.js';
import { HistoryChart } from '../../chart/history-chart.js';
import { Answered } from '../../query/answered.js';
import { useInfrastructure } from '../../query/reads/standing.js';
import { useAnew } from '../../query/recorded.js';
import { useChosenSpan } from '../../state/chosen-span.js';
import { useTargets } from '../../state/console.js';
import { rangeName, usePreferences } from '../../state/preferences.js';
import { sayBackupAge, sayRenewal, sayShare } from '../../text/infrastructure.js';
import { count, metricName, quantity } from '../../text/quantity.js';
import { span } from '../../text/time.js';
import { Ago, useZone } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';
import { Card, Page, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';
import { Tile, Tiles } from '../../ui/tile.js';
import { Builds } from './builds.js';
import { Certificates } from './certificates.js';
import { Phases } from './phases.js';

/** What the site and the watch stand on. */
export const InfrastructurePage = () => {
  const range = usePreferences((preferences) => preferences.range);
  const zoom = useChosenSpan();
  const zone = useZone();
  const answer = useInfrastructure();
  return (
    <Page
      anew={useAnew('infrastructure.read')}
      title="Infrastructure"
      note={`as measured last; charts of ${zoom === null ? `the ${rangeName(range)}` : span(zoom.from, zoom.to, zone)}`}
    >
      <Answered answer={answer}>{(view) => <Known view={view} />}</Answered>
    </Page>
  );
};

/** Each column goes on under what it has: a short section leaves no hole beside a tall one. */
const COLUMN = 'flex min-w-0 flex-col gap-6';

const Known = ({ view }: { view: InfrastructureView }) => (
  <>
    <Figures view={view} />
    <Machine gauges={view.machine} />
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <div className={COLUMN}>
        <Gauges
          title="The site’s database"
          gauges={view.database}
          nothing="No database is read. Set up MongoDB under System, Sources, and its health appears here."
        />
        <Phases standings={view.phases} />
      </div>
      <div className={COLUMN}>
        <Backups gauges={view.backups} />
        <Certificates certificates={view.certificates} />
        <Builds builds={view.builds} />
      </div>
    </div>
  </>
);

/** The fullest of several disks. */
const fullest = (gauges: readonly Gauge[], metric: string): Gauge | undefined =>
  gauges.filter((gauge) => gauge.metric === metric).sort((a, b) => b.value - a.value)[0];

const Figures = ({ view: { machine, certificates } }: { view: InfrastructureView }) => {
  const [first] = certificates;
  return (
    <Tiles>
      <ShareTile title="Processor" gauge={fullest(machine, 'host_cpu_ratio')} />
      <ShareTile title="Memory" gauge={fullest(machine, 'host_memory_used_ratio')} />
      <ShareTile title="Fullest disk" gauge={fullest(machine, 'host_disk_used_ratio')} />
      <Tile
        title="Next certificate to expire"
        number={first === undefined ? '–' : String(Math.max(0, Math.floor(first.secondsLeft / 86_400)))}
        unit={first === undefined ? '' : Math.floor(first.secondsLeft / 86_400) === 1 ? 'day' : 'days'}
        judgement={first === undefined ? { tone: 'unseen', word: 'No reading' } : sayRenewal(first)}
        basis={
          first === undefined ? 'no target is asked over TLS' : `${first.name}, of ${count(certificates.length, 'target')}`
        }
      />
    </Tiles>
  );
};

const ShareTile = ({ title, gauge }: { title: string; gauge: Gauge | undefined }) => (
  <Tile
    title={title}
    number={gauge === undefined ? '–' : String(Math.round(gauge.value * 100))}
    unit={gauge === undefined ? '' : '%'}
    judgement={gauge === undefined ? { tone: 'unseen', word: 'No reading' } : { ...sayShare(gauge), word: wordOf(gauge.value) }}
    basis={
      gauge === undefined ? (
        'this machine is not watched'
      ) : (
        <>
          {gauge.labels.mount !== undefined && `${gauge.labels.mount} · `}
          <Ago at={gauge.at} />
        </>
      )
    }
  />
);

const wordOf = (value: number): string => (value >= 0.95 ? 'Nearly full' : value >= 0.9 ? 'High' : 'Room left');

const CHARTS = [
  ['host_cpu_ratio', 'Processor in use'],
  ['host_memory_used_ratio', 'Memory in use'],
  ['host_disk_used_ratio', 'Disks in use'],
] as const;

/** Of the lines, which stand level in all three charts, and of the words below where there are several. */
const LINES_HEIGHT = 150;
const KEY_HEIGHT = 20;

const ids = (gauges: readonly Gauge[], metric: string): readonly Gauge['id'][] =>
  gauges.filter((gauge) => gauge.metric === metric).map(({ id }) => id);

const Machine = ({ gauges }: { gauges: readonly Gauge[] }) => {
  const own = gauges.filter(({ metric }) => metric.startsWith('process_') || metric === 'host_load_per_core');
  const isOn = useTargets().some(({ source }) => source === 'host');
  if (gauges.length === 0 && isOn)
    return (
      <Section title="This machine">
        <Card className="px-4 py-6 text-center text-soft">It is watched, and has not been read yet.</Card>
      </Section>
    );
  if (gauges.length === 0)
    return (
      <Section title="This machine">
        <Card className="px-4 py-6 text-center text-soft">
          It is not watched, and a machine that is out of breath watches badly.{' '}
          <a href="#/system?part=sources" className="text-accent hover:underline">
            Turn it on
          </a>
        </Card>
      </Section>
    );
  return (
    <Section
      title="This machine"
      note={own.map((gauge) => `${metricName(gauge.metric)} ${quantity(gauge.value, gauge.metric)}`).join(' · ')}
    >
      <div className="grid gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-3">
        {CHARTS.map(([metric, title]) => (
          <figure key={metric} className="min-w-0 bg-surface p-3">
            <figcaption className="label pb-2">{title}</figcaption>
            <HistoryChart
              metric={metric}
              series={ids(gauges, metric)}
              labelOf={({ mount, target }) => mount ?? target ?? ''}
              threshold={{ value: 0.9, label: '90 %' }}
              most={1}
              height={LINES_HEIGHT + (ids(gauges, metric).length > 1 ? KEY_HEIGHT : 0)}
            />
          </figure>
        ))}
      </div>
    </Section>
  );
};

const COLUMNS = [
  { name: 'Measure', side: 'left' },
  { name: 'Value', side: 'right' },
  { name: 'Measured', side: 'right' },
] as const;

const Gauges = ({ title, gauges, nothing }: { title: string; gauges: readonly Gauge[]; nothing: string }) => (
  <Section title={title}>
    <Card>
      {gauges.length === 0 ? (
        <p className="px-3 py-4 text-center text-faint">{nothing}</p>
      ) : (
        <Table label={title} columns={COLUMNS}>
          {gauges.map((gauge) => (
            <Row key={gauge.id}>
              <Cell className="font-medium">{metricName(gauge.metric)}</Cell>
              <Cell side="right">{quantity(gauge.value, gauge.metric)}</Cell>
              <Cell side="right" className="text-faint">
                <Ago at={gauge.at} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  </Section>
);

const Backups = ({ gauges }: { gauges: readonly Gauge[] }) => (
  <Section title="Backups">
    <Card>
      {gauges.length === 0 ? (
        <p className="px-3 py-4 text-center text-faint">
          None is made by itself.{' '}
          <a href="#/settings/backup" className="text-accent hover:underline">
            Name a folder
          </a>
          , and one a day is: history, alerts, audit trail and configuration.
        </p>
      ) : (
        <ul>
          {gauges.map((gauge) => (
            <li key={gauge.id} className="flex items-center justify-between gap-3 border-b border-line px-3 py-2 last:border-0">
              <span className="font-medium">{metricName(gauge.metric)}</span>
              <Mark {...sayBackupAge(gauge)} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  </Section>
);
