import type { Block, Run } from './markdown.js';

/** Written instructions as they were read: every piece is text, so nothing in them can be more than text. */
export const Prose = ({ blocks }: { blocks: readonly Block[] }) => (
  <div className="flex flex-col gap-2">
    {blocks.map((block) => (
      <Piece key={textOf(block)} block={block} />
    ))}
  </div>
);

const plain = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

/** A piece's text tells it apart: nobody writes the same twice. */
const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'paragraph':
      return plain(block.runs);
    case 'list':
      return block.items.map(plain).join('\n');
  }
};

const Piece = ({ block }: { block: Block }) => {
  switch (block.kind) {
    case 'heading':
      return <h4 className="pt-1 font-semibold text-ink">{block.text}</h4>;
    case 'paragraph':
      return (
        <p>
          <Runs runs={block.runs} />
        </p>
      );
    case 'list':
      return block.isOrdered ? (
        <ol className="flex list-decimal flex-col gap-1 pl-5 marker:text-faint">{items(block.items)}</ol>
      ) : (
        <ul className="flex list-disc flex-col gap-1 pl-5 marker:text-faint">{items(block.items)}</ul>
      );
  }
};

const items = (all: readonly (readonly Run[])[]) =>
  all.map((runs) => (
    <li key={plain(runs)}>
      <Runs runs={runs} />
    </li>
  ));

const Runs = ({ runs }: { runs: readonly Run[] }) => {
  let at = 0;
  return runs.map((run) => {
    at += run.text.length;
    return <Words key={at} run={run} />;
  });
};

const Words = ({ run }: { run: Run }) => {
  switch (run.look) {
    case 'plain':
      return run.text;
    case 'strong':
      return <strong className="font-semibold text-ink">{run.text}</strong>;
    case 'emphasis':
      return <em>{run.text}</em>;
    case 'code':
      return <code className="rounded-[3px] bg-sunken px-1 font-mono text-[0.92em] break-words">{run.text}</code>;
  }
};
