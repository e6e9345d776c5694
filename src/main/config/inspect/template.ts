import type { Template } from '../../core/model/template.js';
import { parseTemplate } from '../../core/notify/template.js';
import { error, type Finding, warning } from '../finding.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Variables that nobody knows, braces that stand alone, and short messages whose own words leave no room for what is wrong. */
export const inspectTemplates = ({ templates = {} }: ConfigDocument): readonly Finding[] =>
  Object.entries(templates).flatMap(([channel, parts]) =>
    Object.entries(parts ?? {}).flatMap(([part, text]) => inspectPart(channel, part, text ?? '')),
  );

const inspectPart = (channel: string, part: string, text: string): readonly Finding[] => {
  const path = ['templates', channel, part];
  const parsed = parseTemplate(text);
  if (parsed.ok) return channel === 'sms' ? inspectSms(path, parsed.value) : [];
  const isLong = text.trimEnd().includes('\n');
  return parsed.error.map(({ line, message, remedy }) =>
    error(path, isLong ? `${message} in line ${line} of the text` : message, remedy),
  );
};

/** Of a message of 160 letters the alert needs at least so many. */
const LEAST_ROOM = 60;
const MOST = 160;

const inspectSms = (path: readonly string[], template: Template): readonly Finding[] => {
  const pieces = template.flat();
  const own = pieces.reduce((length, piece) => length + (typeof piece === 'string' ? [...piece].length : 0), 0);
  const says = new Set(pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.variable])));
  return [
    ...(MOST - own < LEAST_ROOM
      ? [
          warning(
            path,
            `has ${own} letters of its own, and a short message has 160`,
            'Shorten it: what does not fit is cut.',
            'value',
          ),
        ]
      : []),
    ...(says.has('summary') || says.has('title')
      ? []
      : [warning(path, 'does not say what is wrong', 'Use {summary} or {title}.', 'value')]),
    ...(says.has('id')
      ? []
      : [warning(path, 'does not say which alert it is', 'Use {id}: people say it on the telephone.', 'value')]),
  ];
};
