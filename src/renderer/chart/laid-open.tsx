import type { Reading } from '../../preload/contract/views.js';
import { rawAnswer, readingSamples } from '../text/reading.js';
import { Disclosure } from '../ui/disclosure.js';

/** What a tried target answered, and what became of it: to see what an expectation or a rule can look at. */
export const LaidOpen = ({ reading }: { reading: Reading }) => (
  <div className="flex flex-col gap-2">
    <Samples reading={reading} />
    <RawAnswer reading={reading} />
  </div>
);

const Samples = ({ reading }: { reading: Reading }) => {
  const samples = readingSamples(reading);
  if (samples.length === 0) return null;
  return (
    <Disclosure title={`The ${samples.length} samples that it gives`}>
      <ul aria-label="Samples" className="mt-2 flex flex-col gap-0.5 font-mono text-small">
        {samples.map(({ label, value }) => (
          <li key={label} className="flex justify-between gap-4">
            <span className="break-all">{label}</span>
            <span className="shrink-0 text-faint">{value}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
};

const RawAnswer = ({ reading }: { reading: Reading }) => {
  const raw = rawAnswer(reading);
  if (raw === undefined) return null;
  return (
    <Disclosure title="The answer itself">
      <p className="mt-2 text-small text-faint">Shown to you alone, and kept nowhere.</p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="Answer"
        className="mt-2 max-h-72 overflow-auto rounded-md border border-line bg-sunken p-3"
      >
        <pre className="whitespace-pre-wrap break-all font-mono text-small">
          {[...raw.headers, ...(raw.headers.length > 0 ? [''] : []), raw.body].join('\n')}
        </pre>
      </section>
      {raw.isCut && <p className="mt-1 text-small text-faint">The rest is left out.</p>}
    </Disclosure>
  );
};
