import { BellOff, CircleCheck, EyeOff, Info, type LucideIcon, Minus, OctagonAlert, TriangleAlert } from 'lucide-react';
import { names } from './class-names.js';

export type MarkTone = 'critical' | 'warning' | 'info' | 'good' | 'muted' | 'unseen' | 'neutral';

const ICONS: Readonly<Record<MarkTone, LucideIcon>> = {
  critical: OctagonAlert,
  warning: TriangleAlert,
  info: Info,
  good: CircleCheck,
  muted: BellOff,
  unseen: EyeOff,
  neutral: Minus,
};

const TONE_TEXT: Readonly<Record<MarkTone, string>> = {
  critical: 'text-critical',
  warning: 'text-warning',
  info: 'text-info',
  good: 'text-good',
  muted: 'text-muted',
  unseen: 'text-soft',
  neutral: 'text-soft',
};

const TONE_SOFT: Readonly<Record<MarkTone, string>> = {
  critical: 'bg-critical-soft border-critical/40',
  warning: 'bg-warning-soft border-warning/40',
  info: 'bg-info-soft border-info/40',
  good: 'bg-good-soft border-good/40',
  muted: 'bg-muted-soft border-muted/40',
  unseen: 'bg-hover border-line-strong/60',
  neutral: 'bg-hover border-line',
};

/** A tone's icon. Decoration: the word stands beside it. */
export const ToneIcon = ({ tone, size = 15 }: { tone: MarkTone; size?: number }) => {
  const Icon = ICONS[tone];
  return <Icon aria-hidden="true" size={size} strokeWidth={2.2} className={names('shrink-0', TONE_TEXT[tone])} />;
};

/** Icon and word in the tone's colour. The word, not the icon, stands on the line of the text beside it. */
export const Mark = ({ tone, word }: { tone: MarkTone; word: string }) => (
  <span className={names('inline-flex items-baseline gap-1.5 whitespace-nowrap font-medium', TONE_TEXT[tone])}>
    <span className="flex self-center">
      <ToneIcon tone={tone} size={14} />
    </span>
    <span>{word}</span>
  </span>
);

/** A sentence in the tone's colour: it breaks where it must. */
export const Sentence = ({ tone, children }: { tone: MarkTone; children: React.ReactNode }) => (
  <span className={names('flex items-start gap-1.5 font-medium', TONE_TEXT[tone])}>
    <span className="pt-0.5">
      <ToneIcon tone={tone} size={14} />
    </span>
    <span className="min-w-0 break-words">{children}</span>
  </span>
);

/** The same on a soft ground, for headings. */
export const Badge = ({ tone, word }: { tone: MarkTone; word: string }) => (
  <span
    className={names(
      'inline-flex items-baseline gap-1 justify-self-start whitespace-nowrap rounded-md border px-1.5 py-px text-small font-medium',
      TONE_TEXT[tone],
      TONE_SOFT[tone],
    )}
  >
    <span className="flex self-center">
      <ToneIcon tone={tone} size={12} />
    </span>
    <span>{word}</span>
  </span>
);

/** A message on a soft ground: what, why, what now. */
export const Notice = (props: {
  tone: MarkTone;
  title: string;
  icon?: React.ReactNode;
  children?: React.ReactNode;
  action?: React.ReactNode;
}) => (
  <div className={names('flex items-start gap-2.5 rounded-md border px-3 py-2.5', TONE_SOFT[props.tone])}>
    <span className="pt-0.5">{props.icon ?? <ToneIcon tone={props.tone} />}</span>
    <div className="min-w-0 flex-1">
      <p className="font-medium text-ink">{props.title}</p>
      {props.children !== undefined && <div className="text-soft">{props.children}</div>}
    </div>
    {props.action}
  </div>
);
