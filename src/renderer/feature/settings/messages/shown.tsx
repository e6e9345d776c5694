import { useState } from 'react';
import type { MessagePreview } from '../../../../preload/contract/views.js';
import { Disclosure } from '../../../ui/disclosure.js';
import { Choice, type Option } from '../../../ui/field.js';
import { Mark } from '../../../ui/mark.js';
import { SealedPage } from './sealed-page.js';
import { SlackMessage } from './slack-message.js';

type Of<Channel extends MessagePreview['channel']> = MessagePreview & { readonly channel: Channel };

/** A message as its channel shows it. */
export const Shown = ({ preview }: { preview: MessagePreview }) => {
  switch (preview.channel) {
    case 'email':
      return <Mail preview={preview} />;
    case 'slack':
      return <SlackMessage message={preview.message} />;
    case 'sms':
      return <ShortMessage preview={preview} />;
    case 'desktop':
      return <PopUp preview={preview} />;
    case 'webhook':
      return <Plain text={preview.json} />;
  }
};

type Width = 'phone' | 'wide';
const WIDTHS: readonly Option<Width>[] = [
  { value: 'phone', label: 'Phone' },
  { value: 'wide', label: 'Wide' },
];
type Light = 'light' | 'dark';
const LIGHTS: readonly Option<Light>[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const PIXELS = { phone: 390, wide: 680 } as const;

const Mail = ({ preview }: { preview: Of<'email'> }) => {
  const [width, setWidth] = useState<Width>('phone');
  const [light, setLight] = useState<Light>('light');
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Choice label="Width" size="small" options={WIDTHS} value={width} onPick={setWidth} />
        <Choice label="Colours" size="small" options={LIGHTS} value={light} onPick={setLight} />
      </div>
      <p className="break-words">
        <span className="text-faint">Subject </span>
        <span className="font-medium">{preview.subject}</span>
      </p>
      <SealedPage title="The mail" page={preview.html} width={PIXELS[width]} light={light} />
      <Disclosure title="As plain text">
        <Plain text={preview.text} />
      </Disclosure>
    </div>
  );
};

const ShortMessage = ({ preview: { text, septets, most } }: { preview: Of<'sms'> }) => (
  <div className="flex flex-col items-start gap-2">
    <p className="max-w-sm rounded-md border border-line bg-raised px-3.5 py-2.5 text-lead break-words">{text}</p>
    <Mark tone={septets <= most ? 'good' : 'warning'} word={`${septets} of ${most} characters: one message`} />
    <p className="text-small text-faint">Counted in GSM-7, in which € and brackets take two.</p>
  </div>
);

const PopUp = ({ preview: { title, body } }: { preview: Of<'desktop'> }) => (
  <div className="floats flex max-w-sm flex-col gap-1 p-4">
    <p className="font-semibold break-words">{title}</p>
    <p className="whitespace-pre-line break-words text-soft">{body}</p>
  </div>
);

const Plain = ({ text }: { text: string }) => (
  <pre
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    tabIndex={0}
    className="mt-2 max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-small whitespace-pre-wrap break-words"
  >
    {text}
  </pre>
);
