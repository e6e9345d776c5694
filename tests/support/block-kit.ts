/** What Slack would refuse in a message, by the limits and shapes of its Block Kit reference; empty where it would take it. */
export const refusals = (message: Readonly<Record<string, unknown>>): readonly string[] => {
  const { text, blocks, attachments } = message;
  const all = Array.isArray(blocks) ? blocks : [];
  const attached = Array.isArray(attachments) ? attachments : [];
  return [
    ...(typeof text === 'string' && text !== '' && text.length <= 4_000 ? [] : ['text is missing, or longer than 4,000']),
    ...(all.length <= 50 ? [] : ['more than 50 blocks']),
    ...(attached.length <= 20 ? [] : ['more than 20 attachments']),
    ...all.flatMap(ofBlock),
    ...attached.flatMap(ofAttachment),
    ...mentions(typeof text === 'string' ? text : ''),
  ];
};

const ofAttachment = ({ color, blocks, ...rest }: Fields): readonly string[] => [
  ...(typeof color === 'string' && /^#[0-9a-f]{6}$/.test(color) ? [] : ['an attachment without a colour']),
  ...(Array.isArray(blocks) && blocks.length > 0 && blocks.length <= 50 ? blocks.flatMap(ofBlock) : ['an attachment’s blocks']),
  ...unknown('attachment', rest),
];

type Fields = Readonly<Record<string, unknown>>;

const ofBlock = ({ type, ...rest }: Fields): readonly string[] => {
  const { text, fields, elements, ...more } = rest;
  switch (type) {
    case 'header':
      return [...ofText(text, 'plain_text', 150), ...unknown('header', { fields, elements, ...more })];
    case 'section':
      return [
        ...(text === undefined ? ofList(fields, 10, (one) => ofText(one, 'mrkdwn', 2_000)) : ofText(text, 'mrkdwn', 3_000)),
        ...unknown('section', { elements, ...more }),
      ];
    case 'context':
      return ofList(elements, 10, (one) => ofText(one, 'mrkdwn', 3_000));
    case 'actions':
      return ofList(elements, 25, ofButton);
    default:
      return [`a block of the type ${String(type)}`];
  }
};

const ofList = (value: unknown, most: number, of: (one: Fields) => readonly string[]): readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.length <= most ? value.flatMap(of) : [`a list of 1 to ${most}`];

const ofText = (value: unknown, type: string, most: number): readonly string[] => {
  const { text, type: written, verbatim, ...rest } = (value ?? {}) as Fields;
  return [
    ...(written === type ? [] : [`${String(written)} instead of ${type}`]),
    ...(typeof text === 'string' && text !== '' && text.length <= most ? [] : [`${type} is empty, or longer than ${most}`]),
    ...(type === 'mrkdwn' && verbatim !== true ? ['mrkdwn that Slack makes links in'] : []),
    ...(type === 'mrkdwn' ? mentions(String(text)) : []),
    ...unknown(type, rest),
  ];
};

const ofButton = ({ type, action_id: id, value, text, style, confirm, ...rest }: Fields): readonly string[] => [
  ...(type === 'button' ? [] : ['an element that is no button']),
  ...(typeof id === 'string' && id.length <= 255 ? [] : ['a button’s action_id']),
  ...(typeof value === 'string' && value.length <= 2_000 ? [] : ['a button’s value']),
  ...ofText(text, 'plain_text', 75),
  ...(style === undefined || style === 'primary' || style === 'danger' ? [] : ['a button’s style']),
  ...(confirm === undefined ? [] : ofConfirm(confirm as Fields)),
  ...unknown('button', rest),
];

const ofConfirm = ({ title, text, confirm, deny, ...rest }: Fields): readonly string[] => [
  ...ofText(title, 'plain_text', 100),
  ...ofText(text, 'plain_text', 300),
  ...ofText(confirm, 'plain_text', 30),
  ...ofText(deny, 'plain_text', 30),
  ...unknown('confirm', rest),
];

const unknown = (where: string, rest: Fields): readonly string[] =>
  Object.entries(rest).flatMap(([key, value]) => (value === undefined ? [] : [`${where}.${key} is not known`]));

/** Nothing of ours is a mention or a link: then every `<` is somebody’s words that were not escaped, and so is a bare `&`. */
const mentions = (text: string): readonly string[] =>
  /[<>]|&(?!(amp|lt|gt);)/.test(text) ? [`markup from somebody’s words: ${text.slice(0, 80)}`] : [];
