import { useEffect, useState } from 'react';
import { Choice } from '../../src/renderer/ui/field.js';
import { Page } from '../../src/renderer/ui/section.js';
import { Toasts } from '../../src/renderer/ui/toasts.js';
import { Controls } from './controls.js';
import { Floating } from './floating.js';
import { Forms } from './forms.js';
import { Lists } from './lists.js';
import { States } from './states.js';
import { Words } from './words.js';

const THEMES = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'contrast', label: 'High contrast' },
] as const;
type Theme = (typeof THEMES)[number]['value'];

/** Every component of `renderer/ui` in its states, on one page: to look at, and to compare with how it looked before. */
export const Gallery = () => {
  const [theme, setTheme] = useState<Theme>('dark');
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <main className="h-full">
      <Page
        title="Gallery"
        note="components and their states"
        actions={<Choice label="Theme" options={THEMES} value={theme} onPick={setTheme} />}
      >
        <States />
        <Controls />
        <Words />
        <Forms />
        <Lists />
        <Floating />
      </Page>
      <Toasts />
    </main>
  );
};
