import { useState } from 'react';
import type { ConfigView } from '../../../../preload/contract/calls/config.js';
import type { ExampleName, TemplateGuide } from '../../../../preload/contract/views.js';
import { type SaveOutcome, useEdit } from '../../../query/edits.js';
import { useMessagePreview, useTemplateGuide } from '../../../query/messages.js';
import { Refusal } from '../../../query/refusal.js';
import { sayChannel } from '../../../text/delivery.js';
import { Button } from '../../../ui/button.js';
import { Choice, SelectField } from '../../../ui/field.js';
import { Notice } from '../../../ui/mark.js';
import { Card, Skeleton } from '../../../ui/section.js';
import { toast } from '../../../ui/toast.js';
import { WhyNot } from '../../../ui/why-not.js';
import { askedOf, editsOf, type Texts, textsOf } from './draft.js';
import { Shown } from './shown.js';
import { TemplateForm } from './template-form.js';

const CHANNELS = ['email', 'slack', 'sms', 'desktop', 'webhook'] as const;
type Channel = (typeof CHANNELS)[number];
const OPTIONS = CHANNELS.map((value) => ({ value, label: sayChannel(value) }));

/** How messages are worded, with what they look like while one types. */
export const Messages = ({ config }: { config: ConfigView }) => {
  const guide = useTemplateGuide();
  const [channel, setChannel] = useState<Channel>('email');
  if (guide.error !== null)
    return (
      <Notice tone="warning" title="The templates could not be read">
        {guide.error.message}
      </Notice>
    );
  return (
    <Card className="flex flex-col">
      <div className="border-b border-line px-4 py-3">
        <Choice label="Channel" options={OPTIONS} value={channel} onPick={setChannel} />
      </div>
      {guide.data === undefined ? (
        <Skeleton className="m-4 h-64" />
      ) : (
        <Worded key={`${channel} ${config.revision}`} guide={guide.data} config={config} channel={channel} />
      )}
    </Card>
  );
};

interface WordedProps {
  readonly guide: TemplateGuide;
  readonly config: ConfigView;
  readonly channel: Channel;
}

const Worded = ({ guide, config, channel }: WordedProps) => {
  const saved = textsOf(guide, config.document, channel);
  const [texts, setTexts] = useState<Texts>(saved);
  const [example, setExample] = useState<ExampleName>('firing');
  const asked = askedOf(guide, channel, texts);
  const preview = useMessagePreview({ channel, example, texts: asked });
  const examples = guide.examples.filter(({ channels }) => channels.includes(channel));
  const fault = preview.isSettled ? faultOf(preview.error) : null;
  return (
    <div className="grid grid-cols-1 gap-6 p-4 @3xl:grid-cols-[minmax(18rem,26rem)_1fr]">
      <div className="flex min-w-0 flex-col gap-4">
        {Object.keys(texts).length === 0 ? (
          <p className="max-w-prose text-soft">
            The webhook’s form is published as a JSON Schema (resources/schema/webhook.v1.schema.json) and has no template.
          </p>
        ) : (
          <>
            <TemplateForm
              guide={guide}
              texts={texts}
              errors={fault?.part == null ? {} : { [fault.part]: fault.text }}
              onText={(part, text) => setTexts({ ...texts, [part]: text })}
            />
            <Keep {...{ guide, config, channel, saved, texts }} isGood={fault === null} onTexts={setTexts} />
          </>
        )}
      </div>
      <section aria-label="Preview" className="flex min-w-0 flex-col gap-4">
        <div className="max-w-xs">
          <SelectField
            label="Example"
            options={examples.map(({ name, title }) => ({ value: name, label: title }))}
            value={example}
            onPick={setExample}
          />
        </div>
        {fault !== null && fault.part === null && (
          <Notice tone="warning" title="It cannot be shown">
            {fault.text}
          </Notice>
        )}
        {preview.data !== undefined && <Shown preview={preview.data} />}
        {preview.data === undefined && fault === null && <Skeleton className="h-64" />}
        {preview.data === undefined && fault?.part != null && (
          <p className="text-soft">The message is shown again once that is mended.</p>
        )}
      </section>
    </div>
  );
};

/** `templates.email.subject: has an unknown …`: which part, and what is wrong with it. */
const FAULT = /^templates\.\w+\.(\w+): (.*)$/s;

const faultOf = (error: Error | null): { readonly part: string | null; readonly text: string } | null => {
  if (error === null) return null;
  const [, part, text] = FAULT.exec(error.message) ?? [];
  return part === undefined || text === undefined
    ? { part: null, text: error.message }
    : { part, text: `${text.charAt(0).toUpperCase()}${text.slice(1)}` };
};

interface KeepProps extends WordedProps {
  readonly saved: Texts;
  readonly texts: Texts;
  readonly isGood: boolean;
  readonly onTexts: (texts: Texts) => void;
}

const Keep = ({ guide, config, channel, saved, texts, isGood, onTexts }: KeepProps) => {
  const edit = useEdit();
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const edits = editsOf(guide, channel, saved, texts);
  const ours = textsOf(guide, null, channel);
  const isOurs = Object.entries(ours).every(([part, text]) => texts[part] === text);
  const onSave = async (): Promise<void> => {
    const result = await edit(edits, config.revision);
    setOutcome(result);
    if (result.kind === 'saved') toast({ tone: 'good', text: 'Saved. The next message is worded so.' });
  };
  return (
    <>
      {outcome !== null && <Refusal outcome={outcome} />}
      <WhyNot act="config.edit" />
      <div className="flex flex-wrap gap-2">
        <Button acts="config.edit" look="primary" disabled={edits.length === 0 || !isGood} onClick={() => void onSave()}>
          Save
        </Button>
        <Button disabled={edits.length === 0} onClick={() => onTexts(saved)}>
          Discard changes
        </Button>
        <Button look="quiet" disabled={isOurs} onClick={() => onTexts(ours)}>
          Back to the original
        </Button>
      </div>
    </>
  );
};
