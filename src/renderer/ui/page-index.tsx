import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { names } from './class-names.js';

/** Where a page stands in its index, and how an address says so. */
export interface PageIndexPlace {
  /** The section that the address asks for; null: none. */
  readonly chosen: string | null;
  readonly hrefOf: (section: string) => string;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly element: HTMLElement;
}

type Register = (entry: Entry) => () => void;

const RegisterContext = createContext<Register | null>(null);

/** As an address names a section: `Fire drill` is `fire-drill`. */
const sectionId = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Puts a section into the index of its page, where that has one. */
export const useIndexed = (title: string): RefObject<HTMLElement | null> => {
  const register = useContext(RegisterContext);
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (ref.current === null || register === null) return undefined;
    return register({ id: sectionId(title), title, element: ref.current });
  }, [register, title]);
  return ref;
};

const byPlace = (a: Entry, b: Entry): number =>
  (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1;

/** The sections of a page as they come and go, in the order in which they stand. */
const useEntries = (): readonly [entries: readonly Entry[], register: Register] => {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const register = useCallback<Register>((entry) => {
    setEntries((known) => [...known, entry].sort(byPlace));
    return () => setEntries((known) => known.filter((one) => one !== entry));
  }, []);
  return [entries, register];
};

/** How far below the pane's top a section counts as the one that is read. */
const READ_FROM = 120;

const topOf = ({ element }: Entry): number => element.getBoundingClientRect().top;

/** The section that is read: the last one whose head has come to the top; of several side by side the chosen one or the first. */
const readOf = (pane: HTMLElement, entries: readonly Entry[], chosen: string | null): string | null => {
  const { top, bottom } = pane.getBoundingClientRect();
  const wanted = entries.find(({ id }) => id === chosen);
  const isAtEnd = pane.scrollTop > 0 && pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 2;
  if (isAtEnd) return (wanted !== undefined && topOf(wanted) < bottom ? wanted : entries.at(-1))?.id ?? null;
  const last = entries.findLast((entry) => topOf(entry) <= top + READ_FROM) ?? entries[0];
  if (last === undefined) return null;
  const beside = entries.filter((entry) => Math.abs(topOf(entry) - topOf(last)) < 2);
  return (beside.find(({ id }) => id === chosen) ?? beside[0] ?? last).id;
};

interface PageIndexProps {
  readonly place: PageIndexPlace;
  /** What scrolls; a container whose width decides. */
  readonly pane: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
  readonly className: string;
}

/** The sections of a long page and, beside them, their index: a column, or a line above them where there is less room. */
export const PageIndex = ({ place, pane, children, className }: PageIndexProps) => {
  const [entries, register] = useEntries();
  const content = useRef<HTMLDivElement>(null);
  return (
    <div className="flex flex-1 flex-col @4xl:flex-row @4xl:items-start">
      <Index place={place} entries={entries} pane={pane} content={content} />
      <div ref={content} className={names('@container min-w-0', className)}>
        <RegisterContext value={register}>{children}</RegisterContext>
      </div>
    </div>
  );
};

interface IndexProps extends Pick<PageIndexProps, 'place' | 'pane'> {
  readonly entries: readonly Entry[];
  /** What grows while it is read. */
  readonly content: RefObject<HTMLElement | null>;
}

/** The names of the sections, the one that is read marked. */
const Index = ({ place, entries, pane, content }: IndexProps) => {
  const nav = useRef<HTMLElement>(null);
  const [read, setRead] = useState<string | null>(null);
  const aim = useAim(place.chosen, entries, { pane, content, nav });
  useEffect(() => {
    const box = pane.current;
    if (box === null) return undefined;
    const look = (): void => setRead(readOf(box, entries, place.chosen));
    look();
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [pane, entries, place.chosen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another link is marked then
  useEffect(() => {
    const link = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (link != null) nav.current?.scrollTo({ left: link.offsetLeft - 40 });
  }, [read]);
  return (
    <nav
      ref={nav}
      aria-label="Sections"
      className="sticky top-0 z-10 mb-3 shrink-0 overflow-x-auto border-b border-line bg-ground px-5 [scrollbar-width:none] @4xl:mb-0 @4xl:w-48 @4xl:border-b-0 @4xl:pr-0 print:hidden"
    >
      <ul className="flex gap-1 @4xl:flex-col @4xl:gap-0 @4xl:py-1">
        {entries.map(({ id, title }) => (
          <li key={id}>
            <a
              href={place.hrefOf(id)}
              aria-current={id === read ? 'location' : undefined}
              onClick={() => aim(id)}
              className={names(
                'block border-b-2 px-2 py-1.5 whitespace-nowrap -outline-offset-2 @4xl:border-b-0 @4xl:border-l-2 @4xl:px-3 @4xl:py-1 @4xl:whitespace-normal',
                id === read
                  ? 'border-accent font-medium text-ink'
                  : 'border-transparent text-soft hover:text-ink @4xl:border-line',
              )}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

type Boxes = Pick<IndexProps, 'pane' | 'content'> & { readonly nav: RefObject<HTMLElement | null> };

/**
 * Brings the section that the address asks for to the top, and keeps it there while what stands above it still comes in, until
 * somebody moves. Returns the same for a section that is asked for again.
 */
const useAim = (chosen: string | null, entries: readonly Entry[], boxes: Boxes): ((id: string) => void) => {
  const aimed = useRef<string | null>(null);
  const latest = useRef(entries);
  latest.current = entries;
  const { pane, content, nav } = boxes;
  const bring = useCallback((): void => {
    const target = latest.current.find(({ id }) => id === aimed.current)?.element;
    const box = pane.current;
    if (target === undefined || box === null) return;
    const isLine = (nav.current?.offsetWidth ?? 0) * 2 > box.offsetWidth;
    const above = isLine ? (nav.current?.offsetHeight ?? 0) : 0;
    box.scrollBy(0, target.getBoundingClientRect().top - box.getBoundingClientRect().top - above - 12);
  }, [pane, nav]);
  const aim = useCallback(
    (id: string): void => {
      aimed.current = id;
      bring();
      const target = latest.current.find((entry) => entry.id === id)?.element;
      if (target === undefined) return;
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    },
    [bring],
  );
  useEffect(() => {
    if (chosen !== null) aimed.current = chosen;
    bring();
  }, [chosen, bring]);
  useEffect(() => {
    const box = pane.current;
    if (box === null || content.current === null) return undefined;
    const rest = (): void => {
      aimed.current = null;
    };
    const grown = new ResizeObserver(bring);
    grown.observe(content.current);
    const moves = ['wheel', 'pointerdown', 'keydown'] as const;
    for (const move of moves) window.addEventListener(move, rest, { passive: true, capture: true });
    return () => {
      grown.disconnect();
      for (const move of moves) window.removeEventListener(move, rest, { capture: true });
    };
  }, [pane, content, bring]);
  return aim;
};
