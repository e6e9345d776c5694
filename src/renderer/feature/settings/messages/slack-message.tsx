import type { ReactNode } from 'react';
import type { Block, SlackMessage as Message } from '../../../../preload/contract/views.js';
import { Button } from '../../../ui/button.js';

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const read = (text: string): string => text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

const BOLD = /(\*[^*\n]+\*)/;

/** A line of Slack's markup, as far as our messages use it. */
const Marked = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity, and none moves
      <span key={index} className="block min-h-[1lh] break-words">
        {line.split(BOLD).map((part, at) =>
          BOLD.test(part) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same
            <strong key={at}>{read(part.slice(1, -1))}</strong>
          ) : (
            read(part)
          ),
        )}
      </span>
    ))}
  </>
);

const Drawn = ({ block }: { block: Block }): ReactNode => {
  switch (block.type) {
    case 'header':
      return <p className="text-title font-bold break-words">{block.text.text}</p>;
    case 'section':
      if ('text' in block)
        return (
          <div className="min-w-0">
            <Marked text={block.text.text} />
          </div>
        );
      return (
        <div className="grid grid-cols-2 gap-x-6 gap-y-2">
          {block.fields.map((field) => (
            <div key={field.text} className="min-w-0">
              <Marked text={field.text} />
            </div>
          ))}
        </div>
      );
    case 'context':
      return (
        <p className="text-small text-faint">
          {block.elements.map((element) => (
            <Marked key={element.text} text={element.text} />
          ))}
        </p>
      );
    case 'actions':
      return (
        <p className="flex flex-wrap gap-2">
          {block.elements.map((button) => (
            <Button key={button.action_id} disabled look={button.style === 'primary' ? 'primary' : 'plain'}>
              {button.text.text}
            </Button>
          ))}
        </p>
      );
  }
};

const Blocks = ({ blocks }: { blocks: readonly Block[] }) => (
  <div className="flex min-w-0 flex-col gap-2.5">
    {blocks.map((block, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other identity, and none moves
      <Drawn key={index} block={block} />
    ))}
  </div>
);

/** A message with its blocks, about as Slack draws it. */
export const SlackMessage = ({ message }: { message: Message }) => (
  <div className="flex max-w-2xl flex-col gap-3 rounded-md border border-line bg-surface p-4 text-lead">
    <p className="text-body text-faint">
      <strong className="text-ink">Watchroom</strong> app
    </p>
    <Blocks blocks={message.blocks} />
    {message.attachments.map((attachment) => (
      <div key={attachment.color} className="border-l-4 pl-3" style={{ borderColor: attachment.color }}>
        <Blocks blocks={attachment.blocks} />
      </div>
    ))}
  </div>
);
