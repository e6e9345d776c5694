import { type ReactNode, useRef } from 'react';
import { names } from './class-names.js';
import { KnownToday } from './known-today.js';
import { PageIndex, type PageIndexPlace, useIndexed } from './page-index.js';
import { Unbroken } from './unbroken.js';

/** In a string: what of it is kept. */
type Anew = boolean | string | undefined;
const isAnew = (anew: Anew): boolean => anew !== undefined && anew !== false;
const keptOf = (anew: Anew): string | undefined => (typeof anew === 'string' ? anew : undefined);

interface SectionProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** It is asked anew, and so not of a past that is shown; in a string, what there is of then. */
  readonly anew?: boolean | string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A heading and what belongs to it. The index of its page leads to it, where there is one. */
export const Section = (props: SectionProps) => (
  <section
    ref={useIndexed(props.title)}
    className={names('flex min-w-0 flex-col gap-2 outline-none', props.className)}
    aria-label={props.title}
  >
    <header className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <h2 className="scroll-mt-14 text-lead font-semibold">{props.title}</h2>
      {props.note !== undefined && <span className="text-faint">{props.note}</span>}
      {isAnew(props.anew) && <KnownToday kept={keptOf(props.anew)} />}
      <span className="ml-auto flex items-center gap-2">{props.actions}</span>
    </header>
    {props.children}
  </section>
);

/** A bordered surface. */
export const Card = (props: { children: ReactNode; className?: string }) => (
  <div className={names('min-w-0 rounded-md border border-line bg-surface', props.className)}>{props.children}</div>
);

interface PageProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly anew?: boolean | string;
  /** A long page has its sections listed beside them. */
  readonly index?: PageIndexPlace;
  readonly children: ReactNode;
}

const CONTENT = 'flex flex-1 flex-col gap-6 px-5 pb-6 [&>*]:shrink-0';

/** The scrolling body of a page. */
export const Page = (props: PageProps) => {
  const pane = useRef<HTMLDivElement>(null);
  return (
    // Positioned, so that what only screen readers see scrolls with the page and does not stretch the window below it.
    <div ref={pane} className="@container relative flex h-full min-w-0 flex-col overflow-y-auto" tabIndex={-1}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 pt-4 pb-3">
        <h1 className="text-title font-semibold">{props.title}</h1>
        {props.note !== undefined && <span className="text-faint">{props.note}</span>}
        {isAnew(props.anew) && <KnownToday kept={keptOf(props.anew)} />}
        <span className="ml-auto flex items-center gap-2">{props.actions}</span>
      </header>
      {props.index === undefined ? (
        <div className={CONTENT}>{props.children}</div>
      ) : (
        <PageIndex place={props.index} pane={pane} className={CONTENT}>
          {props.children}
        </PageIndex>
      )}
    </div>
  );
};

/** Nothing is here: says why, and what to do. */
export const Empty = (props: { title: string; icon?: ReactNode; children?: ReactNode; action?: ReactNode }) => (
  <div className="flex flex-col items-center justify-center gap-2 px-6 py-10 text-center">
    {props.icon !== undefined && <span className="text-faint">{props.icon}</span>}
    <p className="text-lead font-medium">{props.title}</p>
    {props.children !== undefined && <div className="max-w-md text-balance text-soft">{props.children}</div>}
    {props.action !== undefined && <div className="pt-2">{props.action}</div>}
  </div>
);

/** A place kept for what is on its way. */
export const Skeleton = ({ className }: { className: string }) => (
  <div aria-hidden="true" className={names('skeleton', className)} />
);

/** Pairs of a name and a value, aligned. */
export const Facts = ({ items }: { items: readonly { readonly label: string; readonly value: ReactNode }[] }) => (
  <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-4 gap-y-1.5">
    {items.map((item) => (
      <div key={item.label} className="contents">
        <dt className="text-faint">{item.label}</dt>
        <dd className="min-w-0 break-words">{typeof item.value === 'string' ? <Unbroken text={item.value} /> : item.value}</dd>
      </div>
    ))}
  </dl>
);
