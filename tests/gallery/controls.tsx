import { Copy, Maximize2 } from 'lucide-react';
import { useState } from 'react';
import { Button, type ButtonLook, IconButton, IconLink } from '../../src/renderer/ui/button.js';
import { Choice, FilterSelect } from '../../src/renderer/ui/field.js';
import { Kbd } from '../../src/renderer/ui/kbd.js';
import { RemoveButton } from '../../src/renderer/ui/remove-button.js';
import { Card, Section } from '../../src/renderer/ui/section.js';
import { type Blank, Stairs } from '../../src/renderer/ui/stairs.js';

const LOOKS: readonly ButtonLook[] = ['primary', 'plain', 'quiet', 'danger'];
const OPTIONS = [
  { value: 'open', label: 'Open 4' },
  { value: 'held', label: 'In hand 2' },
  { value: 'all', label: 'All 5' },
] as const;
type Stage = (typeof OPTIONS)[number]['value'];

const BLANKS: readonly Blank<'none' | 'unseen'>[] = [
  { kind: 'none', key: 'g', word: 'none', look: 'empty' },
  { kind: 'unseen', key: 'o', word: 'unseen', look: 'hatch' },
];

/** What can be pressed. */
export const Controls = () => {
  const [stage, setStage] = useState<Stage>('open');
  const [steps, setSteps] = useState<readonly (number | 'none' | 'unseen')[]>([
    2,
    3,
    5,
    9,
    10,
    'none',
    'none',
    4,
    'unseen',
    0,
    1,
    2,
  ]);
  return (
    <Section title="Controls">
      <Card className="flex flex-col gap-4 p-4">
        {LOOKS.map((look) => (
          <div key={look} className="flex flex-wrap items-center gap-2">
            <Button look={look}>{look}</Button>
            <Button look={look} shortcut="Ctrl ↵">
              with its key
            </Button>
            <Button look={look} shape="tight">
              tight
            </Button>
            <Button look={look} disabled>
              disabled
            </Button>
            <IconButton look={look} name={`Copy, ${look}`}>
              <Copy size={15} aria-hidden="true" />
            </IconButton>
            <IconButton look={look} name={`Copy, ${look}, disabled`} disabled>
              <Copy size={15} aria-hidden="true" />
            </IconButton>
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-4">
          <Choice label="Stage" options={OPTIONS} value={stage} onPick={setStage} />
          <Choice label="Stage, small" size="small" options={OPTIONS} value={stage} onPick={setStage} />
          <FilterSelect label="Filter" options={OPTIONS} value={stage} onPick={setStage} />
          <FilterSelect label="Filter, small" size="small" options={OPTIONS} value={stage} onPick={setStage} />
          <IconLink name="Open as a page" href="#page">
            <Maximize2 size={15} aria-hidden="true" />
          </IconLink>
          <Kbd keys="g a" />
          <Kbd keys="Ctrl K" />
          <RemoveButton acts="config.edit" sure="Remove it for good" onRemove={() => undefined} />
        </div>
        <Stairs
          label="Course"
          steps={steps}
          blanks={BLANKS}
          least={0}
          most={10}
          by={1}
          sayStep={(index, step) => `Step ${index + 1}: ${step}`}
          onChange={setSteps}
        />
      </Card>
    </Section>
  );
};
