import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.js';
import { names } from './class-names.js';

const WIDTHS = {
  normal: 'w-(--panel) max-xl:shadow-[0_0_40px_var(--shade)] xl:static xl:shrink-0',
  wide: 'w-(--panel) shadow-[0_0_40px_var(--shade)] xl:w-(--panel-wide)',
} as const;

/** Details at the right of a list, which keeps its place. Over the list where the window is narrow, and where it is a wide one. */
export const Panel = (props: {
  title: string;
  heading: ReactNode;
  controls?: ReactNode;
  /** Beside the way to close it. */
  actions?: ReactNode;
  /** A wide one has room for two columns. */
  width?: keyof typeof WIDTHS;
  onClose: () => void;
  children: ReactNode;
}) => (
  <aside
    aria-label={props.title}
    className={names(
      'absolute inset-y-0 right-0 z-10 flex max-w-full flex-col border-l border-line bg-surface',
      WIDTHS[props.width ?? 'normal'],
    )}
  >
    <header className="flex flex-col gap-3 border-b border-line px-5 pt-4 pb-3">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">{props.heading}</div>
        {props.actions}
        <IconButton name="Close details" onClick={props.onClose} className="-mt-1 -mr-2">
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
      {props.controls}
    </header>
    <div className="relative flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-5 py-4">{props.children}</div>
  </aside>
);

/** A page with a list and, when something is chosen, its panel. */
export const WithPanel = ({ list, panel }: { list: ReactNode; panel: ReactNode }) => (
  <div className="relative flex h-full min-h-0 overflow-hidden">
    <div className="flex min-w-0 flex-1 flex-col">{list}</div>
    {panel}
  </div>
);

/** A titled part of a panel. */
export const Part = ({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) => (
  <section className="flex flex-col gap-2">
    <header className="flex min-h-6 items-center justify-between gap-3">
      <h3 className="font-semibold">{title}</h3>
      {action}
    </header>
    {children}
  </section>
);
