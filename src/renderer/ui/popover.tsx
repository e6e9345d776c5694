import { type ReactNode, useEffect, useRef, useState } from 'react';
import { names } from './class-names.js';

interface PopoverProps {
  /** What the button that opens it is called, for hover and for screen readers. */
  readonly name: string;
  readonly icon: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A small sheet that a button opens below itself. Escape, the button and whatever happens elsewhere close it. */
export const Popover = ({ name, icon, className, children }: PopoverProps) => {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event): void => {
      if (!(event.target instanceof Node) || box.current?.contains(event.target) === true) return;
      setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the page's keys from what is done in the sheet
    <div
      ref={box}
      className={names('relative', className)}
      onKeyDown={(event) => {
        if (!isOpen || event.ctrlKey || event.metaKey) return;
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        title={name}
        aria-label={name}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex size-6 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink"
      >
        {icon}
      </button>
      {isOpen && (
        <section aria-label={name} className="floats absolute top-full right-0 z-20 mt-1 max-h-[70vh] w-72 overflow-y-auto p-2">
          {children}
        </section>
      )}
    </div>
  );
};
