import { type FormEvent, useState } from 'react';
import type { ExplainAnswer, RuleRow } from '../../../preload/contract/views.js';
import { useExplanation } from '../../query/reads/alerts.js';
import { Why } from '../../query/why.js';
import { Button } from '../../ui/button.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Part } from '../../ui/panel.js';

type Labels = ExplainAnswer['explanation']['labels'];

/** Why one alert of this rule woke somebody, or why it is silent: of the worst and now, until another is asked about. */
export const WhyRule = ({ row }: { row: RuleRow }) => {
  const [labels, setLabels] = useState<Labels | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const found = useExplanation({ rule: row.id, labels, at }, at === null ? row : null);
  return (
    <Part title={row.firing > 0 ? 'Why does it fire?' : 'Why is it silent?'}>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <WhichAlert answer={found.data} onPick={setLabels} />
        <WhichMoment onAsk={setAt} />
      </div>
      <p className="text-small text-faint">When: a time such as 03:12, 2h ago or 2026-01-05 03:12; now unless told.</p>
      <Why found={found} />
    </Part>
  );
};

const sayPairs = (labels: Labels): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label} ${value}`)
    .join(', ') || 'the only one';

const WhichAlert = ({ answer, onPick }: { answer: ExplainAnswer | undefined; onPick: (labels: Labels) => void }) => {
  const alerts = answer?.alerts ?? [];
  const options = alerts.map(({ labels, state }) => ({
    value: JSON.stringify(labels),
    label: `${sayPairs(labels)} (${state})`,
  }));
  return (
    <SelectField
      label="Alert"
      options={options}
      value={answer === undefined ? '' : JSON.stringify(answer.explanation.labels)}
      onPick={(value) => onPick(JSON.parse(value) as Labels)}
      disabled={options.length < 2}
    />
  );
};

const WhichMoment = ({ onAsk }: { onAsk: (at: string | null) => void }) => {
  const [text, setText] = useState('');
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    onAsk(text.trim() === '' ? null : text.trim());
  };
  return (
    <form onSubmit={ask} className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          label="When"
          placeholder="now, or 03:12"
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Button type="submit" acts="explain.read">
        Explain
      </Button>
    </form>
  );
};
