import type { ExplanationBody } from '../../api/body/explanation.js';
import { sayLabels } from '../../core/text/labels.js';
import { table } from '../terminal/table.js';

type Told = ExplanationBody['explanation'];
type GateBody = Told['gates'][number];

/** An explanation for people: the closing sentence first, then what was seen and each gate. */
export const explanationText = (body: ExplanationBody): string =>
  [
    heading(body.explanation),
    body.explanation.outcome.text,
    '',
    ...seenLines(body.explanation),
    '',
    table(['GATE', '', ''], body.explanation.gates.map(gateCells)),
    ...channelLines(body.explanation),
    ...levelLines(body.explanation),
    ...doneLines(body),
    ...body.basis.notes.map((note) => `Note: ${note}`),
    ...otherLines(body),
  ].join('\n');

const heading = ({ rule, labels, at }: Told): string => {
  const said = sayLabels(labels);
  return `${rule.name} (${rule.id}, ${rule.severity})${said === '' ? '' : ` ${said}`} at ${at}`;
};

const seenLines = ({ seen, state, episode, rule }: Told): readonly string[] => [
  `Rule      ${rule.condition}`,
  `Saw       ${seen.text} (${seen.verdict})`,
  `Alert     ${state}${episode === null ? '' : `, ${state === 'firing' ? 'episode' : 'last episode'} ${episode}`}`,
  ...seen.series.map(
    ({ id, lastAt, ageSeconds, isFresh }) =>
      `Series    ${id}: ${lastAt === null ? 'no sample' : `${isFresh ? 'current' : 'stale'}, ${Math.round(ageSeconds)} s old`}`,
  ),
];

const STATES: Readonly<Record<GateBody['state'], string>> = {
  passed: '✓ passed',
  blocked: '✗ blocked',
  'not-reached': '· not reached',
  'not-applicable': '- does not apply',
};

const gateCells = ({ name, state, because, text }: GateBody): readonly string[] => {
  if (state !== 'not-reached') return [name, STATES[state], text];
  return because === null ? [name, STATES[state], ''] : [name, '✗ closed as well', text];
};

const channelLines = ({ channels }: Told): readonly string[] =>
  channels.flatMap(({ channel, told, gates }) => [
    '',
    table([channel.toUpperCase(), toldWord(told), ''], gates.map(gateCells)),
  ]);

const toldWord = (told: Told['channels'][number]['told']): string => {
  if (told === null) return 'not told';
  return `${told.state === 'hidden' ? 'hidden' : 'told'}${told.at === null ? '' : ` ${told.at}`}`;
};

const levelLines = ({ levels }: Told): readonly string[] =>
  levels.length === 0
    ? []
    : [
        '',
        table(
          ['LEVEL', 'TEAM', 'AT', ''],
          levels.map(({ level, team, at, text }) => [String(level), team, at, text]),
        ),
      ];

const doneLines = ({ done }: ExplanationBody): readonly string[] => {
  if (done === null) return [];
  if (done.length === 0) return ['', 'The journal has nothing of that minute.'];
  return [
    '',
    table(
      ['REALLY DONE', '', 'BY', ''],
      done.map(({ at, kind, by, text }) => [at, kind, by ?? '', text]),
    ),
  ];
};

const otherLines = ({ alerts }: ExplanationBody): readonly string[] =>
  alerts.length < 2
    ? []
    : [
        '',
        table(
          ['ALERTS OF THIS RULE', 'STATE', 'VERDICT'],
          alerts.map(({ labels, state, verdict }) => [sayLabels(labels), state, verdict]),
        ),
        'Name one with --labels.',
      ];
