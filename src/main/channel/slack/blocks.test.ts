import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backgroundOf } from '../../../../tests/support/background.js';
import { refusals } from '../../../../tests/support/block-kit.js';
import { deliveryOf } from '../../../../tests/support/delivery.js';
import { NINE_O_CLOCK } from '../../../../tests/support/engine.js';
import { makeAlert } from '../../../../tests/support/scripted-main-scenes.js';
import type { Delivery, Message } from '../../core/model/notification.js';
import type { Block, SlackMessage } from '../../core/model/slack.js';
import type { Background } from '../../core/port/channel.js';
import { cardOf, messageOf, replyOf } from './blocks.js';

const STEPS = ['Open the address in a private window.', 'Look at what changed in the last hour.'];
const EXTRAS = { firstSteps: () => STEPS, hasButtons: true };

type Row = NonNullable<Parameters<typeof makeAlert>[2]>;
const knownOf = (...rows: readonly Row[]): Background =>
  backgroundOf({ alerts: rows.map((row, n) => makeAlert(n + 1, NINE_O_CLOCK, row)) as never });

const told = (row: Row = {}, message: Partial<Message> = {}, over: Partial<Delivery> = {}, extras = EXTRAS): SlackMessage =>
  messageOf(deliveryOf('slack', over, message), knownOf(row), extras);

const headerOf = ({ blocks: [first] }: SlackMessage): string => (first?.type === 'header' ? first.text.text : '');
const wordsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) =>
    block.type === 'section' ? ('text' in block ? [block.text.text] : block.fields.map(({ text }) => text)) : [],
  );
const buttonsIn = ({ blocks }: SlackMessage): readonly string[] =>
  blocks.flatMap((block) => (block.type === 'actions' ? block.elements.map(({ text }) => text.text) : []));

const OVER: Row = { state: 'resolved', resolvedAt: NINE_O_CLOCK as never, resolution: { how: 'auto', by: null, reason: '' } };

describe('a message about one alert', () => {
  it('says in its first lines what, since when, what to do first, and what it means', () => {
    const message = told();
    expect(headerOf(message)).toBe('🔴 Critical: Site down');
    expect(wordsOf(message.blocks)[0]?.split('\n')).toEqual([
      '*Booking form is down: answered 503 (expected 200–399)* · since Mon 5 Jan, 08:46 (14 min)',
      '*First:* Open the address in a private window.',
      'Parents cannot book a lesson.',
    ]);
  });

  it('has the template’s fields, where, since when, who is next, and the first steps', () => {
    const [attachment] = told().attachments;
    const words = wordsOf(attachment?.blocks ?? []);
    for (const name of ['Alert Type', 'Severity', 'Metric', 'Current Value', 'Threshold', 'Business Impact', 'Where', 'Since'])
      expect(words.some((text) => text.startsWith(`*${name}*\n`))).toBe(true);
    expect(words).toContain('*Next escalation*\nmanagement at Mon 5 Jan, 09:42 (in 42 min)');
    expect(words.at(-1)).toBe(`*Look first*\n1. ${STEPS[0]}\n2. ${STEPS[1]}`);
  });

  it.each([
    ['critical', {}, '🔴', '#d92d20'],
    ['warning', { severity: 'warning' }, '🟠', '#dc6803'],
    ['info', { severity: 'info' }, '🔵', '#1570ef'],
    ['ok', OVER, '🟢', '#079455'],
  ] as const)('shows %s by its colour', (severity, row, sign, colour) => {
    const message = told(row, { severity });
    expect(headerOf(message).startsWith(sign)).toBe(true);
    expect(message.text.startsWith(sign)).toBe(true);
    expect(message.attachments[0]?.color).toBe(colour);
  });

  it.each([
    ['fires', {}, ['Acknowledge', 'Resolve', 'Suppress 1 h']],
    [
      'is acknowledged',
      { acknowledged: { by: 'Ana', at: NINE_O_CLOCK, note: '', end: { kind: 'resolved' } } },
      ['Resolve', 'Suppress 1 h'],
    ],
    ['is suppressed', { suppressed: { id: 's1', until: NINE_O_CLOCK, by: 'Ana', why: '' } }, ['Acknowledge', 'Resolve']],
    ['is over', OVER, []],
  ] as const)('has the buttons of what can be done where it %s', (_, row, buttons) => {
    expect(buttonsIn(told(row as Row))).toEqual(buttons);
  });

  it('has no buttons where nobody listens to them', () => {
    expect(buttonsIn(told({}, {}, {}, { ...EXTRAS, hasButtons: false }))).toEqual([]);
  });

  it('is marked as a test, once', () => {
    expect(headerOf(told({ isTest: true }))).toBe('🔴 TEST · Critical: Site down');
    expect(headerOf(told({ isTest: true }, { title: 'TEST · Critical: Site down' }))).toBe('🔴 TEST · Critical: Site down');
  });

  it('says that it is late', () => {
    expect(wordsOf(told({}, { body: 'x\nThis message is 12 min late.' }).blocks)[0]).toContain('This message is 12 min late.');
  });
});

describe('the message as it is edited', () => {
  const shown = (row: Row): SlackMessage => cardOf(makeAlert(1, NINE_O_CLOCK, row) as never, knownOf(), EXTRAS);

  it.each([
    [
      'in somebody’s hands',
      { acknowledged: { by: 'Ana', at: NINE_O_CLOCK, note: '', end: { kind: 'resolved' } } },
      '🔴 Critical: Site down',
      'Acknowledged by Ana, Mon 5 Jan, 09:00.',
    ],
    [
      'suppressed',
      { suppressed: { id: 's1', until: NINE_O_CLOCK, by: 'Ben', why: '' } },
      '🔴 Critical: Site down',
      'Suppressed by Ben until Mon 5 Jan, 09:00.',
    ],
    ['over', OVER, '🟢 Recovered: Site down', 'over since Mon 5 Jan, 09:00, lasted 14 min'],
    [
      'ended by hand',
      { ...OVER, resolution: { how: 'hand', by: 'Ana', reason: '' } },
      '🟢 Resolved by Ana: Site down',
      'over since',
    ],
    [
      'of a rule that is gone',
      { ...OVER, resolution: { how: 'rule-removed', by: null, reason: '' } },
      '🟢 No longer watched: Site down',
      'over since',
    ],
  ] as const)('says that it is %s', (_, row, header, words) => {
    const message = shown(row as Row);
    expect(headerOf(message)).toBe(header);
    expect(wordsOf(message.blocks)[0]).toContain(words);
  });

  it('advises nothing once it is over', () => {
    expect(JSON.stringify(shown(OVER))).not.toContain(STEPS[0]);
  });
});

describe('a message about several', () => {
  const title = '7 alerts are firing, 7 critical';
  const grouped = (rows: readonly Row[], count = rows.length): SlackMessage =>
    messageOf(
      deliveryOf('slack', {}, { title, body: '· one is down\n· two is down\nand 5 more' }),
      { ...knownOf(...rows), count },
      EXTRAS,
    );

  it('names them, with place and age, and has no buttons', () => {
    const message = grouped([{}, { name: 'Slow page loads', severity: 'warning', target: 'home' as never }], 7);
    expect(headerOf(message)).toBe(`🔴 ${title}`);
    expect(wordsOf(message.blocks)).toEqual(['· one is down\n· two is down\nand 5 more']);
    expect(wordsOf(message.attachments[0]?.blocks ?? [])).toEqual([
      '🔴 *Site down* · booking-form · since Mon 5 Jan, 08:46 (14 min)',
      '🟠 *Slow page loads* · home · since Mon 5 Jan, 08:46 (14 min)',
    ]);
    expect(buttonsIn(message)).toEqual([]);
  });

  it('is marked where one of them is a test', () => {
    expect(headerOf(grouped([{}, { isTest: true }]))).toBe(`🔴 TEST · ${title}`);
  });
});

describe('a message about no alert', () => {
  it('says what it says, and offers nothing', () => {
    const message = messageOf(
      deliveryOf(
        'slack',
        { reason: 'test', alerts: [], episode: null },
        { title: 'TEST · Watchroom reaches you here', body: 'Nothing is wrong.', severity: 'info' },
      ),
      { ...knownOf(), count: 0 },
      EXTRAS,
    );
    expect(headerOf(message)).toBe('🔵 TEST · Watchroom reaches you here');
    expect(wordsOf(message.blocks)).toEqual(['Nothing is wrong.']);
    expect(refusals({ ...message })).toEqual([]);
  });
});

describe('whatever the words', () => {
  const EVIL = '<!channel> <@U1> <https://evil.example|here> & @here';

  it('nobody’s become a mention or a link', () => {
    const message = told({ name: EVIL, summary: EVIL, businessImpact: EVIL }, { title: EVIL, body: EVIL });
    expect(message.text).toContain('&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|here&gt; &amp; @here');
    expect(refusals({ ...message })).toEqual([]);
  });

  it('Slack takes it: within its limits, escaped, and nothing empty', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6_000 }),
      fc.constantFrom('', EVIL, '&'.repeat(5_000), '👩‍👩‍👧'.repeat(900)),
    );
    fc.assert(
      fc.property(words, words, words, fc.boolean(), fc.integer({ min: 1, max: 12 }), (name, summary, body, isTest, count) => {
        const rows = Array.from({ length: count }, () => ({
          name,
          summary,
          businessImpact: body,
          isTest,
          labels: { page: name },
        }));
        const known = knownOf(...rows);
        const delivery = deliveryOf('slack', {}, { title: name, body });
        const extras = { firstSteps: () => [summary, body, name], hasButtons: true };
        for (const message of [
          messageOf(delivery, known, extras),
          replyOf(delivery, known),
          cardOf(known.alerts[0] as never, known, extras),
        ])
          expect(refusals({ ...message })).toEqual([]);
      }),
    );
  });
});
