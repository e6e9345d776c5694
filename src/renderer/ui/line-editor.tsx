import { type KeyboardEvent, type Ref, type UIEvent, useImperativeHandle, useRef } from 'react';
import { names } from './class-names.js';

export interface EditorHandle {
  /** Puts the caret at a 1-based place and brings it into sight. */
  jump(line: number, column: number): void;
}

interface LineEditorProps {
  readonly label: string;
  readonly value: string;
  /** It can be read and copied, not written. */
  readonly readOnly?: boolean;
  readonly onText: (text: string) => void;
  readonly onSave: () => void;
  readonly marks: readonly { readonly line: number; readonly tone: 'critical' | 'warning' }[];
  readonly ref?: Ref<EditorHandle>;
}

const LINE = 20;
const INDENT = '  ';

/** Where a 1-based place is in the text, as an index. */
const offsetOf = (text: string, line: number, column: number): number => {
  const before = text.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, found) => sum + found.length + 1, 0);
  return Math.min(text.length, start + column - 1);
};

const lineNumbers = (text: string): readonly number[] => text.split('\n').map((_, index) => index + 1);

/** Plain text with numbered lines; marked lines stand out at the edge. */
export const LineEditor = ({ label, value, readOnly = false, onText, onSave, marks, ref }: LineEditorProps) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => ({
    jump: (line, column) => {
      const at = offsetOf(value, line, column);
      area.current?.focus();
      area.current?.setSelectionRange(at, at);
      area.current?.scrollTo({ top: Math.max(0, (line - 6) * LINE) });
    },
  }));
  const onScroll = (event: UIEvent): void => {
    if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      onSave();
    }
    // Tab stays the way out of the field; Ctrl+] indents, as editors have it.
    if ((event.ctrlKey || event.metaKey) && event.key === ']' && !readOnly) {
      event.preventDefault();
      event.currentTarget.setRangeText(INDENT, event.currentTarget.selectionStart, event.currentTarget.selectionEnd, 'end');
      onText(event.currentTarget.value);
    }
  };
  const tones = new Map(marks.map((mark) => [mark.line, mark.tone]));
  return (
    <div className="grid h-[26rem] grid-cols-[3.5rem_1fr] bg-sunken font-mono text-body leading-5">
      <div ref={gutter} aria-hidden="true" className="overflow-hidden border-r border-line py-2 text-right text-faint">
        {lineNumbers(value).map((n) => (
          <LineNumber key={n} n={n} tone={tones.get(n)} />
        ))}
        <div className="h-8" />
      </div>
      <textarea
        ref={area}
        aria-label={label}
        value={value}
        readOnly={readOnly}
        onChange={(event) => onText(event.target.value)}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        spellCheck={false}
        wrap="off"
        className="resize-none overflow-auto bg-transparent px-3 py-2 whitespace-pre outline-none"
      />
    </div>
  );
};

const LineNumber = ({ n, tone }: { n: number; tone: 'critical' | 'warning' | undefined }) => (
  <div
    className={names(
      'h-5 border-l-[3px] pr-2',
      tone === undefined && 'border-transparent',
      tone === 'critical' && 'border-critical bg-critical-soft text-critical',
      tone === 'warning' && 'border-warning text-warning',
    )}
  >
    {n}
  </div>
);
