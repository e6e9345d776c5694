import { Search } from 'lucide-react';
import {
  type InputHTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { names } from './class-names.js';
import { Kbd } from './kbd.js';

const BOX =
  'w-full rounded-md border border-line-strong/70 bg-sunken px-2.5 text-ink placeholder:text-faint disabled:opacity-50 aria-invalid:border-critical';

interface Around {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Stands in place of the hint: nothing is wrong, but it may not be what was meant. */
  readonly caution?: string | undefined;
}

const Frame = (props: Around & { id: string; children: ReactNode }) => (
  <div className="flex min-w-0 flex-col gap-1">
    <label htmlFor={props.id} className="font-medium text-soft">
      {props.label}
    </label>
    {props.children}
    <Below {...props} />
  </div>
);

const Below = ({ id, error, caution, hint }: Around & { id: string }) => {
  if (error !== undefined) return <Remark id={`${id}-error`} look="text-critical" text={error} />;
  if (caution !== undefined) return <Remark id={`${id}-hint`} look="text-warning" text={caution} />;
  return hint === undefined ? null : <Remark id={`${id}-hint`} look="text-faint" text={hint} />;
};

const Remark = ({ id, look, text }: { id: string; look: string; text: ReactNode }) => (
  <p id={id} className={names('text-small', look)}>
    {text}
  </p>
);

const described = (id: string, { error, caution, hint }: Around) => ({
  id,
  'aria-invalid': error !== undefined || undefined,
  'aria-describedby': error !== undefined ? `${id}-error` : (caution ?? hint) !== undefined ? `${id}-hint` : undefined,
});

type TextProps = Around & InputHTMLAttributes<HTMLInputElement>;

export const TextField = ({ label, hint, error, caution, className, ...rest }: TextProps) => {
  const around: Around = { label, hint, error, caution };
  const id = useId();
  return (
    <Frame {...around} id={id}>
      <input {...rest} {...described(id, around)} className={names(BOX, 'h-8', className)} />
    </Frame>
  );
};

export const TextArea = ({
  label,
  hint,
  error,
  caution,
  className,
  ...rest
}: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) => {
  const around: Around = { label, hint, error, caution };
  const id = useId();
  return (
    <Frame {...around} id={id}>
      <textarea {...rest} {...described(id, around)} className={names(BOX, 'min-h-16 resize-y py-1.5', className)} />
    </Frame>
  );
};

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

type SelectProps<Value extends string> = Around &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> & {
    readonly options: readonly Option<Value>[];
    readonly value: Value;
    readonly onPick: (value: Value) => void;
  };

export const SelectField = <Value extends string>(props: SelectProps<Value>) => {
  const { label, hint, error, caution, options, onPick, className, ...rest } = props;
  const around: Around = { label, hint, error, caution };
  const id = useId();
  return (
    <Frame {...around} id={id}>
      <select
        {...rest}
        {...described(id, around)}
        onChange={(event) => onPick(event.target.value as Value)}
        className={names(BOX, 'h-8 pr-1', className)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
};

export const CheckField = ({
  label,
  hint,
  ...rest
}: { label: string; hint?: string } & InputHTMLAttributes<HTMLInputElement>) => (
  <label className="flex cursor-pointer items-start gap-2">
    <input type="checkbox" {...rest} className="mt-0.5 size-4 accent-accent-fill" />
    <span>
      <span className="font-medium text-soft">{label}</span>
      {hint !== undefined && <span className="block text-small text-faint">{hint}</span>}
    </span>
  </label>
);

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onPick: (value: Value) => void;
  readonly size?: 'small' | 'normal';
  /** Among other fields its label is shown as theirs are; in a head of its own the options speak for themselves. */
  readonly legend?: 'shown' | 'spoken';
}

/** One of a few, all in sight. */
export const Choice = <Value extends string>(props: ChoiceProps<Value>) =>
  props.legend === 'shown' ? (
    <div className="flex flex-col gap-1">
      <span aria-hidden="true" className="font-medium text-soft">
        {props.label}
      </span>
      <Options {...props} />
    </div>
  ) : (
    <Options {...props} />
  );

const Options = <Value extends string>(props: ChoiceProps<Value>) => (
  <fieldset className="relative inline-flex w-fit shrink-0 justify-self-start rounded-md border border-line bg-sunken p-0.5">
    <legend className="sr-only">{props.label}</legend>
    {props.options.map((option) => (
      <label
        key={option.value}
        className={names(
          'cursor-pointer rounded-[4px] px-2 text-center whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent',
          props.size === 'small' ? 'py-px' : 'py-1',
          option.value === props.value
            ? 'bg-raised font-medium text-ink ring-1 ring-line-strong/60'
            : 'text-soft hover:text-ink',
        )}
      >
        <input
          type="radio"
          className="sr-only"
          checked={option.value === props.value}
          onChange={() => props.onPick(option.value)}
        />
        {option.label}
      </label>
    ))}
  </fieldset>
);

interface FilterSelectProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onPick: (value: Value) => void;
  readonly size?: 'small' | 'normal';
}

/** One of several by which a list is narrowed or arranged; its options speak for themselves. */
export const FilterSelect = <Value extends string>(props: FilterSelectProps<Value>) => (
  <select
    aria-label={props.label}
    value={props.value}
    onChange={(event) => props.onPick(event.target.value as Value)}
    className={names(
      'max-w-48 rounded-md border border-line bg-sunken',
      props.size === 'small' ? 'h-7 px-1.5 text-soft' : 'h-8 px-2',
    )}
  >
    {props.options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** Narrows a list while one types. Escape empties it. */
export const SearchBox = ({ label, placeholder, value, onText, ref }: SearchBoxProps) => {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Escape') return;
    onText('');
    event.currentTarget.blur();
  };
  return (
    <label className="flex h-8 min-w-40 flex-1 items-center gap-2 rounded-md border border-line bg-sunken px-2 focus-within:outline-2 focus-within:outline-accent">
      <Search size={14} aria-hidden="true" className="text-faint" />
      <input
        ref={ref}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint"
      />
      <Kbd keys="/" />
    </label>
  );
};
