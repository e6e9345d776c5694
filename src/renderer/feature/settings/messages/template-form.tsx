import type { TemplateGuide } from '../../../../preload/contract/views.js';
import { Disclosure } from '../../../ui/disclosure.js';
import { TextArea, TextField } from '../../../ui/field.js';
import { isLong, sayPart, type Texts } from './draft.js';

interface TemplateFormProps {
  readonly guide: TemplateGuide;
  readonly texts: Texts;
  readonly onText: (part: string, text: string) => void;
  /** What is wrong with a part, by its name. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The parts of one channel's template, and what they may say. */
export const TemplateForm = ({ guide, texts, onText, errors }: TemplateFormProps) => (
  <div className="flex min-w-0 flex-col gap-3">
    {Object.entries(texts).map(([part, text]) =>
      isLong(part) ? (
        <TextArea
          key={part}
          label={sayPart(part)}
          value={text}
          error={errors[part]}
          rows={Math.min(14, text.split('\n').length + 1)}
          className="font-mono"
          spellCheck={false}
          onChange={(event) => onText(part, event.target.value)}
        />
      ) : (
        <TextField
          key={part}
          label={sayPart(part)}
          value={text}
          error={errors[part]}
          className="font-mono"
          spellCheck={false}
          onChange={(event) => onText(part, event.target.value)}
        />
      ),
    )}
    <Disclosure title="What may stand in braces">
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {guide.variables.map(({ name, means }) => (
          <div key={name} className="contents">
            <dt className="font-mono text-small">{`{${name}}`}</dt>
            <dd className="min-w-0 text-soft">{means}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  </div>
);
