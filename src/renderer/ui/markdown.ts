/** A piece of a line: plain, or set apart. */
export interface Run {
  readonly look: 'plain' | 'strong' | 'emphasis' | 'code';
  readonly text: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Run[])[] };

export interface Section {
  /** Empty for what stands before the first heading. */
  readonly title: string;
  readonly blocks: readonly Block[];
}

const HEADING = /^#{1,6}\s+(.*)$/;
const ITEM = /^\s*(?:([-*])|\d+[.)])\s+(.*)$/;

/**
 * Reads the part of Markdown that people write instructions in: headings, paragraphs, lists, `code`, **strong**, *emphasis*.
 * All else, HTML and links too, is text and stays as it was written.
 */
export const readMarkdown = (text: string): readonly Block[] => {
  const groups: string[][] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const isOwn = HEADING.test(line) || ITEM.test(line);
    if (line.trim() === '' || HEADING.test(groups.at(-1)?.[0] ?? '')) isOpen = false;
    if (line.trim() === '') continue;
    if (isOpen && !isOwn) groups.at(-1)?.push(line);
    else groups.push([line]);
    isOpen = true;
  }
  return groups.map((lines) => blockOf(lines.map((line) => line.trim()).join(' '))).reduce<Block[]>(joined, []);
};

const blockOf = (line: string): Block => {
  const [, heading] = HEADING.exec(line) ?? [];
  if (heading !== undefined) return { kind: 'heading', text: heading };
  const item = ITEM.exec(line);
  if (item === null) return { kind: 'paragraph', runs: readRuns(line) };
  return { kind: 'list', isOrdered: item[1] === undefined, items: [readRuns(item[2] ?? '')] };
};

/** Items that follow each other are one list. */
const joined = (blocks: Block[], block: Block): Block[] => {
  const last = blocks.at(-1);
  if (block.kind !== 'list' || last?.kind !== 'list' || last.isOrdered !== block.isOrdered) return [...blocks, block];
  return [...blocks.slice(0, -1), { ...last, items: [...last.items, ...block.items] }];
};

const SET_APART = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/;

const readRuns = (line: string): readonly Run[] =>
  line
    .split(SET_APART)
    .filter((part) => part !== '')
    .map((part): Run => {
      if (!SET_APART.test(part)) return { look: 'plain', text: part };
      if (part.startsWith('`')) return { look: 'code', text: part.slice(1, -1) };
      return part.startsWith('**')
        ? { look: 'strong', text: part.slice(2, -2) }
        : { look: 'emphasis', text: part.slice(1, -1) };
    });

/** The blocks under each heading. */
export const sectionsOf = (blocks: readonly Block[]): readonly Section[] => {
  const sections: { title: string; blocks: Block[] }[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ title: block.text, blocks: [] });
    else if (sections.length === 0) sections.push({ title: '', blocks: [block] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections;
};
