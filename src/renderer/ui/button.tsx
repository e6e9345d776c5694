import { Lock } from 'lucide-react';
import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { names } from './class-names.js';
import { type Act, useIsSaidAbove, useWhyNot } from './fixed.js';
import { Kbd } from './kbd.js';
import { toast } from './toast.js';

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger';

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  plain: 'border-line-strong/60 bg-raised text-ink hover:bg-hover',
  primary: 'border-transparent bg-accent-fill text-on-accent hover:brightness-110',
  quiet: 'border-transparent bg-transparent text-soft hover:bg-hover hover:text-ink',
  danger: 'border-transparent bg-critical-fill text-on-accent hover:brightness-110',
};

const SHAPE =
  'inline-flex h-8 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors duration-100';

const SHAPES = { normal: 'px-3', tight: 'min-w-0 px-2', square: 'w-8 shrink-0' } as const;

/** What sends a form says what that does; null: nothing that anybody's leave is needed for, at any time. */
type Acting =
  | { readonly type?: 'button'; readonly acts?: Act | undefined }
  | { readonly type: 'submit'; readonly acts: Act | null };

type Plain = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>;

export type ButtonProps = Plain &
  Acting & {
    readonly look?: ButtonLook;
    /** `square` holds an icon alone; `tight` shares its row with others. */
    readonly shape?: 'normal' | 'tight' | 'square';
    /** The key that does the same, shown beside the word. */
    readonly shortcut?: string;
    readonly ref?: Ref<HTMLButtonElement>;
  };

/** One that rests can still be reached, and says why where it is pressed: to a pointer, to the keys, and by its title to a screen reader. */
const resting = (why: string) => ({
  'aria-disabled': true,
  disabled: false,
  title: why,
  onClick: (event: MouseEvent): void => {
    event.preventDefault();
    toast({ tone: 'info', text: why });
  },
});

const RESTS = 'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50';

/** `acts`: what it changes or sends; while that cannot be done the button rests, and says why. */
export const Button = (props: ButtonProps) => {
  const { look = 'plain', shape = 'normal', acts, shortcut, className, children, ...rest } = props;
  const whyNot = useWhyNot();
  const isSaidAbove = useIsSaidAbove();
  const fixed = acts == null ? null : whyNot(acts);
  const isLocked = fixed !== null && !isSaidAbove && shape !== 'square';
  return (
    <button
      type="button"
      {...rest}
      {...(fixed === null ? {} : resting(fixed))}
      className={names(SHAPE, RESTS, LOOKS[look], SHAPES[shape], className)}
    >
      {children}
      {/* A key that does nothing is not shown. */}
      {isLocked && <Lock size={12} aria-hidden="true" className="shrink-0" />}
      {shortcut !== undefined && !isLocked && <Kbd keys={shortcut} />}
    </button>
  );
};

/** A square button that shows only an icon; its name is for hover and for screen readers. */
export const IconButton = ({ name, ...rest }: ButtonProps & { name: string }) => (
  <Button shape="square" look="quiet" title={name} {...rest} aria-label={name} />
);

/** A link that looks as a square button does, and is opened as any other: in a tab of its own, too. */
export const IconLink = (props: { name: string; href: string; className?: string; children: ReactNode }) => (
  <a
    href={props.href}
    title={props.name}
    aria-label={props.name}
    className={names(SHAPE, LOOKS.quiet, SHAPES.square, props.className)}
  >
    {props.children}
  </a>
);
