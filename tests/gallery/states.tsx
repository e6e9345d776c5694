import { CloudOff, Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../src/renderer/ui/button.js';
import { FixedContext, PastContext, SaidAboveContext } from '../../src/renderer/ui/fixed.js';
import { KnownToday } from '../../src/renderer/ui/known-today.js';
import { Badge, Notice } from '../../src/renderer/ui/mark.js';
import { RemoveButton } from '../../src/renderer/ui/remove-button.js';
import { Card, Empty, Facts, Section, Skeleton } from '../../src/renderer/ui/section.js';
import { ComingTile, Tile, type TileProps, Tiles } from '../../src/renderer/ui/tile.js';
import { WhyNot } from '../../src/renderer/ui/why-not.js';

type Shown = Omit<TileProps, 'title'>;
const NONE = { number: '–', judgement: null, basis: '' } as const;

/** The states in which a figure can be, by their names. */
const TILES: Readonly<Record<string, Shown | null>> = {
  known: { number: '99.93', unit: '%', judgement: { tone: 'good', word: 'Kept' }, basis: 'of 43,190 readings', detail: '' },
  loading: null,
  empty: { ...NONE, judgement: { tone: 'neutral', word: 'No source' }, detail: 'sources.ingest is not set up' },
  failing: { ...NONE, judgement: { tone: 'warning', word: 'Cannot be read' }, detail: 'The store is closed.' },
  stale: {
    number: '184',
    unit: 'ms',
    judgement: { tone: 'unseen', word: 'Stale' },
    basis: '',
    detail: 'last reading 14 min ago',
  },
  unobserved: { number: '87.3', unit: '%', judgement: { tone: 'unseen', word: 'Blind now' }, basis: 'for 90 min', detail: '' },
  learning: { ...NONE, judgement: { tone: 'neutral', word: 'Learning 41/100' }, detail: 'samples of 6 hours at least' },
  'too few': { number: '33', unit: '% of 3', judgement: { tone: 'neutral', word: 'Too few to judge' }, basis: '', detail: '' },
  partial: { number: '96.3', unit: 'of 100', judgement: null, basis: '5 of 7 parts known', detail: 'INP costs most' },
  'offline desk': { number: '2', judgement: { tone: 'unseen', word: 'Connection lost' }, basis: '', detail: 'as of 3 min ago' },
  critical: {
    number: '7.1',
    unit: '% of 113',
    judgement: { tone: 'critical', word: '1 critical' },
    basis: '',
    detail: 'limit 3 %',
  },
  extreme: {
    ...{
      number: '9,999,999,999',
      unit: 'of 9,999,999,999',
      basis: 'The page on which parents who live abroad ask for a tutor',
    },
    ...{
      judgement: { tone: 'critical', word: '9,999,999 critical' },
      href: '#extreme',
      detail: 'and a line that does not end',
    },
  },
};

const Held = ({ name, children }: { name: string; children: ReactNode }) => (
  <Section title={name}>
    <Card className="min-h-28">{children}</Card>
  </Section>
);

/** What a section can hold: its content, and all that may stand in its place. */
export const States = () => (
  <>
    <Section title="Figures" note="a tile in each state">
      <Tiles>
        {Object.entries(TILES).map(([title, shown]) =>
          shown === null ? (
            <ComingTile key={title} title={title} href="#coming" />
          ) : (
            <Tile key={title} title={title} {...shown} />
          ),
        )}
      </Tiles>
    </Section>
    <div className="grid gap-6 lg:grid-cols-3">
      <Held name="Loading">
        <Skeleton className="m-3 h-20" />
      </Held>
      <Held name="Empty">
        <Empty
          title="Nothing is watched yet"
          icon={<Inbox size={24} aria-hidden="true" />}
          action={<Button>Add a target</Button>}
        >
          A target is an address that is read every minute or so.
        </Empty>
      </Held>
      <Held name="Failing">
        <div className="p-3">
          <Notice tone="warning" title="It could not be read" action={<Button>Read it again</Button>}>
            The store is closed. What is shown elsewhere is from before.
          </Notice>
        </div>
      </Held>
      <Held name="Stale">
        <div className="p-3">
          <Notice tone="unseen" title="The last reading is 14 min old">
            Its source was read last at 13:52. What happened since is not known.
          </Notice>
        </div>
      </Held>
      <Held name="Unobserved">
        <div className="flex flex-col gap-2 p-3">
          <span className="hatch block h-8 rounded-md border border-line" />
          <span className="text-soft">This desk was asleep from 02:00 to 06:10.</span>
        </div>
      </Held>
      <Held name="Learning and too few">
        <div className="p-3">
          <Facts
            items={[
              { label: 'Usual', value: 'learning 41/100' },
              { label: 'Fails', value: '1 of 3: too few to judge' },
              { label: 'Health', value: '5 of 7 parts known' },
            ]}
          />
        </div>
      </Held>
      <Held name="Partial">
        <div className="flex flex-col gap-2 p-3">
          <Notice tone="info" title="Parts of this alert could not be read">
            Its deliveries are missing; timeline and chart are whole.
          </Notice>
        </div>
      </Held>
      <Held name="Offline desk">
        <div className="p-3">
          <Notice tone="unseen" title="Connection lost" icon={<CloudOff size={15} aria-hidden="true" />}>
            This window shows what was known before and takes no actions.
          </Notice>
        </div>
      </Held>
      <Held name="Read-only">
        <div className="flex flex-wrap items-center gap-2 p-3">
          <FixedContext value={() => 'Needs a responder. You look at this desk as a viewer.'}>
            <Badge tone="neutral" word="viewer" />
            <Button acts="alert.acknowledge" look="primary" shortcut="a">
              Acknowledge
            </Button>
            <WhyNot act="alert.acknowledge" />
          </FixedContext>
          <FixedContext value={() => 'Needs an admin. You act on alerts at this desk as a responder.'}>
            <Badge tone="neutral" word="responder" />
            <Button acts="config.edit">Edit</Button>
            <RemoveButton acts="config.edit" sure="Yes, remove it" onRemove={() => undefined} />
            <WhyNot act="config.edit" />
          </FixedContext>
        </div>
      </Held>
      <Held name="The past">
        <div className="flex flex-wrap items-center gap-2 p-3">
          <PastContext value={true}>
            <SaidAboveContext value={true}>
              <FixedContext value={() => 'You are looking at the past.'}>
                <Button acts="alert.resolve" shortcut="r">
                  Resolve
                </Button>
                <KnownToday />
              </FixedContext>
            </SaidAboveContext>
          </PastContext>
        </div>
      </Held>
    </div>
  </>
);
