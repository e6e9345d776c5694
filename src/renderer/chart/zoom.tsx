import { Undo2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { chooseSpan } from '../state/chosen-span.js';
import { span as spanName } from '../text/time.js';
import { useZone } from '../text/zone.js';
import { IconButton } from '../ui/button.js';
import { names } from '../ui/class-names.js';
import { PLOT_LEFT, PLOT_RIGHT } from './props.js';

interface ZoomProps {
  readonly from: number;
  readonly to: number;
  /** A stretch is chosen: there is a way back. */
  readonly isZoomed: boolean;
  readonly label: string;
  readonly height: number;
  /** Words stand below the drawing. */
  readonly hasKey: boolean;
  readonly children: ReactNode;
}

/** Where a stretch begins and where it has come to, as shares of the drawing's width. */
interface Stretch {
  readonly anchor: number;
  readonly end: number;
}

/** Less than this share is a click, no stretch. */
const LEAST = 0.01;
const STEP = 0.05;
const KEYS = 'Shift+ArrowLeft Shift+ArrowRight Enter Escape';

const inside = (share: number): number => Math.max(0, Math.min(1, share));

/** A chart of which a stretch is chosen, by dragging over it or with Shift and the arrows; all charts of the page then show it. */
export const Zoom = ({ from, to, isZoomed, label, height, hasKey, children }: ZoomProps) => {
  const box = useRef<HTMLElement>(null);
  const zone = useZone();
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const at = (share: number): number => from + share * (to - from);
  const shareAt = (event: PointerEvent): number => {
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return inside((event.clientX - left - PLOT_LEFT) / (width - PLOT_LEFT - PLOT_RIGHT));
  };
  const apply = (chosen: Stretch | null): void => {
    setStretch(null);
    if (chosen === null || Math.abs(chosen.end - chosen.anchor) < LEAST) return;
    const [start, end] = [chosen.anchor, chosen.end].toSorted((a, b) => a - b) as [number, number];
    chooseSpan({ from: at(start), to: at(end) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.shiftKey && way !== undefined) {
      const anchor = stretch?.anchor ?? (way < 0 ? 1 : 0);
      setStretch({ anchor, end: inside((stretch?.end ?? anchor) + way * STEP) });
    } else if (event.key === 'Enter' && stretch !== null) apply(stretch);
    else if (event.key === 'Escape' && stretch !== null) setStretch(null);
    else if (event.key === 'Escape' && isZoomed) chooseSpan(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative">
      <figure
        ref={box}
        role="img"
        aria-label={label}
        aria-keyshortcuts={KEYS}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a stretch of time is chosen in it with the keys
        tabIndex={0}
        style={{ height }}
        className="flex min-w-0 touch-pan-y flex-col rounded-md select-none"
        onPointerDown={(event) => event.button === 0 && setStretch({ anchor: shareAt(event), end: shareAt(event) })}
        onPointerMove={(event) => {
          if (stretch === null || event.buttons === 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setStretch({ ...stretch, end: shareAt(event) });
        }}
        onPointerUp={() => apply(stretch)}
        onPointerCancel={() => setStretch(null)}
        onDoubleClick={() => chooseSpan(null)}
        onKeyDown={onKeyDown}
      >
        {children}
      </figure>
      {stretch !== null && Math.abs(stretch.end - stretch.anchor) >= LEAST && (
        <Marked
          stretch={stretch}
          said={spanName(at(Math.min(stretch.anchor, stretch.end)), at(Math.max(stretch.anchor, stretch.end)), zone)}
        />
      )}
      {isZoomed && (
        <IconButton
          look="plain"
          name="Show the whole time range again (Esc in the chart)"
          // At the foot of the axis: what is written above and right of it stays legible.
          className={names('absolute left-0 size-6!', hasKey ? 'bottom-5' : 'bottom-0')}
          onClick={() => chooseSpan(null)}
        >
          <Undo2 size={12} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
};

/** What is being chosen, with its times. */
const Marked = ({ stretch: { anchor, end }, said }: { stretch: Stretch; said: string }) => {
  const width = `(100% - ${PLOT_LEFT + PLOT_RIGHT}px)`;
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-y-0 border-x border-accent bg-accent/15"
      style={{
        left: `calc(${PLOT_LEFT}px + ${width} * ${Math.min(anchor, end)})`,
        width: `calc(${width} * ${Math.abs(end - anchor)})`,
      }}
    >
      <span className="floats absolute top-0 left-1/2 -translate-1/2 px-1.5 text-small whitespace-nowrap">{said}</span>
    </div>
  );
};
