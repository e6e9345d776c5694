import { useShowStrip } from '../../query/show-strip.js';
import { type Density, type Preferences, prefer, type Theme, usePreferences } from '../../state/preferences.js';
import { Button } from '../../ui/button.js';
import { Choice, type Option } from '../../ui/field.js';
import { Card } from '../../ui/section.js';

const THEMES: readonly Option<Theme>[] = [
  { value: 'system', label: 'System' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'contrast', label: 'High contrast' },
];

const DENSITIES: readonly Option<Density>[] = [
  { value: 'dense', label: 'Dense' },
  { value: 'comfortable', label: 'Comfortable' },
];

const FLOODS: readonly Option<Preferences['floods']>[] = [
  { value: 'grouped', label: 'In one line' },
  { value: 'listed', label: 'Each by itself' },
];

export const Appearance = () => {
  const { theme, density, floods } = usePreferences();
  const showStrip = useShowStrip();
  return (
    <Card className="grid flex-1 auto-rows-min grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3 p-4">
      <span className="font-medium whitespace-nowrap text-soft">Theme</span>
      <Choice label="Theme" options={THEMES} value={theme} onPick={(next) => prefer({ theme: next })} />
      <span className="font-medium whitespace-nowrap text-soft">Density</span>
      <Choice label="Density" options={DENSITIES} value={density} onPick={(next) => prefer({ density: next })} />
      <span className="font-medium whitespace-nowrap text-soft">Many alike</span>
      <Choice label="Many alerts that are alike" options={FLOODS} value={floods} onPick={(next) => prefer({ floods: next })} />
      <span className="font-medium whitespace-nowrap text-soft">Also</span>
      <span className="flex flex-wrap items-center gap-2">
        <Button onClick={showStrip}>Show the compact strip</Button>
        <a href="#/wall" className="text-accent hover:underline">
          Open the wallboard
        </a>
      </span>
    </Card>
  );
};
