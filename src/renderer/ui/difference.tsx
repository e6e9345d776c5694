import { diffLines } from 'diff';

/** Lines beside a change that are shown. */
const CONTEXT = 2;

interface Line {
  readonly number: number;
  readonly sign: '+' | '−' | ' ';
  readonly text: string;
}

const linesOf = (from: string, to: string): readonly Line[] =>
  diffLines(from, to)
    .flatMap(({ added, removed, value }) => {
      const sign = added ? '+' : removed ? '−' : ' ';
      return value
        .replace(/\n$/, '')
        .split('\n')
        .map((text) => ({ sign, text }) as const);
    })
    .map((line, number) => ({ ...line, number }));

/** The changed lines and a few beside them; what is left out in between is one line with dots. */
const shownOf = (lines: readonly Line[]): readonly Line[] => {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ sign }) => sign !== ' ');
  return lines.flatMap((line, index): readonly Line[] => {
    if (isNear(index)) return [line];
    return isNear(index - 1) ? [{ ...line, text: '…' }] : [];
  });
};

/** What of one text changes towards another. */
export const Difference = ({ label, from, to }: { label: string; from: string; to: string }) => {
  const lines = linesOf(from, to);
  if (lines.every(({ sign }) => sign === ' ')) return <p className="text-soft">There is no difference.</p>;
  return (
    <section aria-label={label} className="max-h-96 overflow-auto rounded-md border border-line bg-page py-2">
      <pre className="min-w-max font-mono text-small">
        {shownOf(lines).map(({ number, sign, text }) => (
          <div key={number} className={LOOKS[sign]}>
            <span className="inline-block w-6 text-center select-none">{sign}</span>
            {text}
          </div>
        ))}
      </pre>
    </section>
  );
};

const LOOKS: Readonly<Record<Line['sign'], string>> = {
  '+': 'bg-good-soft',
  '−': 'bg-critical-soft',
  ' ': 'text-soft',
};
