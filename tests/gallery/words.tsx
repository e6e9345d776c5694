import { CheckLine, ClosingLine } from '../../src/renderer/ui/check-line.js';
import { Difference } from '../../src/renderer/ui/difference.js';
import { Disclosure } from '../../src/renderer/ui/disclosure.js';
import { Badge, Mark, type MarkTone, Notice, Sentence, ToneIcon } from '../../src/renderer/ui/mark.js';
import { readMarkdown } from '../../src/renderer/ui/markdown.js';
import { Prose } from '../../src/renderer/ui/prose.js';
import { Card, Section } from '../../src/renderer/ui/section.js';
import { Unbroken } from '../../src/renderer/ui/unbroken.js';

const TONES: readonly (readonly [MarkTone, string])[] = [
  ['critical', 'Critical'],
  ['warning', 'Warning'],
  ['info', 'Info'],
  ['good', 'All is well'],
  ['muted', 'Suppressed'],
  ['unseen', 'Not observed'],
  ['neutral', 'Too few to judge'],
];

const TEXT =
  '## First\n\nLook at the **status page**, then run `curl -I https://www.example.org`.\n\n1. Roll back\n2. Tell *Ana*';

/** How states, messages and instructions are said. */
export const Words = () => (
  <Section title="Words">
    <div className="grid gap-4 lg:grid-cols-2">
      <Card className="flex flex-col gap-3 p-4">
        {TONES.map(([tone, word]) => (
          <div key={tone} className="grid grid-cols-[1.5rem_9rem_9rem_minmax(0,1fr)] items-center gap-2">
            <ToneIcon tone={tone} />
            <Mark tone={tone} word={word} />
            <Badge tone={tone} word={word} />
            <Sentence tone={tone}>A sentence that breaks where it must, however narrow its place is</Sentence>
          </div>
        ))}
      </Card>
      <div className="flex flex-col gap-2">
        {TONES.map(([tone, word]) => (
          <Notice key={tone} tone={tone} title={word}>
            What it is, why, and what to do now.
          </Notice>
        ))}
      </div>
      <Card className="p-4">
        <ul>
          <CheckLine state="done" name="It breached" word="yes">
            4.23 s is above 3 s.
          </CheckLine>
          <CheckLine state="closed" name="Quiet hours" word="held">
            Warnings wait until 07:00.
          </CheckLine>
          <CheckLine state="open" name="Digest" word="not reached">
            It would have gone into the next one.
          </CheckLine>
        </ul>
        <ClosingLine bell="silent">So nobody was woken.</ClosingLine>
        <ClosingLine bell="rings">So the senior team was told.</ClosingLine>
      </Card>
      <Card className="flex flex-col gap-3 p-4">
        <h3 className="font-semibold">Instructions</h3>
        <Prose blocks={readMarkdown(TEXT)} />
        <p className="w-44 text-soft">
          <Unbroken text="Answered 503 (expected 200–399) after 4.2 s, over a range that breaks between words alone." />
        </p>
        <Disclosure title="More of it">
          <p className="text-soft">Read on demand.</p>
        </Disclosure>
        <Difference label="What changed" from={'every: 60s\nassets: true\n'} to={'every: 30s\nassets: true\n'} />
      </Card>
    </div>
  </Section>
);
