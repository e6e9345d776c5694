import { X } from 'lucide-react';
import { type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react';
import { IconButton } from './button.js';
import { names } from './class-names.js';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: 'narrow' | 'wide';
  /** A palette has no heading of its own to show. */
  readonly heading?: 'shown' | 'spoken';
}

/**
 * A question over the page. The browser's own `dialog` keeps the focus inside, closes on Escape and gives the focus back;
 * a library would inject a style element, which the content security policy forbids.
 */
export const Dialog = ({ title, onClose, children, width = 'narrow', heading = 'shown' }: DialogProps) => {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
    // Opening puts the focus on the first button; a question begins at its field, and what is only read at what the arrows scroll.
    const opened = box.current?.querySelector<HTMLElement>('[data-first]');
    if (opened != null) opened.focus();
    else if (document.activeElement?.matches('[data-close]')) box.current?.querySelector<HTMLElement>('[data-body]')?.focus();
  }, []);
  const onCancel = (event: SyntheticEvent): void => {
    event.preventDefault();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click only catches the ground outside; Escape does the same
    <dialog
      ref={box}
      aria-label={title}
      onCancel={onCancel}
      onClick={(event) => event.target === box.current && onClose()}
      className={names(
        'floats mx-auto mt-[10vh] max-h-[80vh] w-[calc(100vw-2rem)] overflow-hidden p-0 text-ink',
        width === 'narrow' ? 'max-w-lg' : 'max-w-3xl',
      )}
    >
      <div className="flex max-h-[80vh] flex-col">
        {heading === 'shown' && (
          <header className="flex items-center gap-2 border-b border-line px-4 py-2.5">
            <h2 className="flex-1 text-lead font-semibold">{title}</h2>
            <IconButton name="Close" data-close onClick={onClose}>
              <X size={16} aria-hidden="true" />
            </IconButton>
          </header>
        )}
        <div data-body tabIndex={-1} className={names('min-h-0 overflow-y-auto outline-none', heading === 'shown' && 'p-4')}>
          {children}
        </div>
      </div>
    </dialog>
  );
};
