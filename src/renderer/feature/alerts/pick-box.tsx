import { names } from '../../ui/class-names.js';

interface PickBoxProps {
  readonly id: string;
  readonly name: string;
  readonly isPicked: boolean;
  readonly isAnyPicked: boolean;
  readonly onPick: (id: string, isReach: boolean) => void;
}

/** Picks what the row is about, to act on several at once. Out of sight until the pointer is on the row, or something is picked. */
export const PickBox = ({ id, name, isPicked, isAnyPicked, onPick }: PickBoxProps) => (
  <label
    className={names(
      'absolute inset-y-0 left-0 flex w-9 cursor-pointer items-center justify-center',
      !isAnyPicked && 'opacity-0 focus-within:opacity-100 group-hover:opacity-100',
    )}
  >
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={`Pick: ${name}`}
      checked={isPicked}
      onClick={(event) => onPick(id, event.shiftKey)}
      onChange={() => undefined}
      className="size-4 accent-(--accent-fill)"
    />
  </label>
);
