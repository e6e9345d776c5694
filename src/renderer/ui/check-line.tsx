import { BellOff, BellRing, Check, CircleSlash, type LucideIcon, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { names } from './class-names.js';

export type CheckState = 'done' | 'closed' | 'open';

const ICONS: Readonly<Record<CheckState, LucideIcon>> = { done: Check, closed: CircleSlash, open: Minus };

/** One point of a list of checks: a symbol, what it is, its state in a word, and a sentence. */
export const CheckLine = (props: { state: CheckState; name: string; word: string; children: ReactNode }) => {
  const Icon = ICONS[props.state];
  return (
    <li className="flex items-start gap-2 border-b border-line py-1.5 last:border-0">
      <Icon
        size={14}
        aria-hidden="true"
        className={names('mt-1 shrink-0', props.state === 'closed' ? 'text-warning' : 'text-faint')}
      />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{props.name}</span> <span className="text-faint">{props.word}</span>
        <span className="block text-pretty text-soft">{props.children}</span>
      </span>
    </li>
  );
};

/** The sentence that a list of checks comes to. */
export const ClosingLine = ({ bell, children }: { bell: 'rings' | 'silent'; children: ReactNode }) => {
  const Icon = bell === 'rings' ? BellRing : BellOff;
  return (
    <p className="flex items-start gap-2 font-medium">
      <Icon size={15} aria-hidden="true" className="mt-0.5 shrink-0 text-soft" />
      <span className="min-w-0 text-pretty">{children}</span>
    </p>
  );
};
