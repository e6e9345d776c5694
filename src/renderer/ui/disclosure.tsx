import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** What is read on demand: closed at first. */
export const Disclosure = ({ title, children }: { title: string; children: ReactNode }) => (
  <details className="group">
    <summary className="flex cursor-pointer list-none items-center gap-1 font-medium text-accent">
      {title}
      <ChevronRight size={14} aria-hidden="true" className="group-open:rotate-90" />
    </summary>
    {children}
  </details>
);
