import { useState } from 'react';
import { Button } from '../../src/renderer/ui/button.js';
import { Dialog } from '../../src/renderer/ui/dialog.js';
import { TextArea } from '../../src/renderer/ui/field.js';
import { Palette, type PaletteGroup } from '../../src/renderer/ui/palette.js';
import { Card, Section } from '../../src/renderer/ui/section.js';
import { toast } from '../../src/renderer/ui/toast.js';

const nothing = (): void => undefined;
const item = (text: string, more: { readonly keys?: string; readonly note?: string } = {}) => ({
  ...{ id: text, text, run: nothing },
  ...more,
});
const GROUPS: readonly PaletteGroup[] = [
  { title: 'Booking form is down', items: [item('Acknowledge', { keys: 'a' }), item('Resolve', { keys: 'r' })] },
  { title: 'Recent', items: [item('Overview', { keys: 'g o' })] },
  {
    title: 'Targets',
    items: [item('Booking form', { note: 'https://www.example.org/a/very/long/address/that/goes/on/and/on' })],
  },
];

type Over = 'dialog' | 'palette' | 'palette, nothing found' | null;

const showMessages = (): void => {
  toast({ tone: 'good', text: 'Acknowledged: you have it. Repeats stop.', undo: nothing });
  toast({ tone: 'warning', text: 'Not done: there is no alert a17-1. Its record may be older than what is kept.' });
};

/** What lies over the page. */
export const Floating = () => {
  const [over, setOver] = useState<Over>(null);
  const close = (): void => setOver(null);
  return (
    <Section title="Over the page">
      <Card className="flex gap-2 p-4">
        {(['dialog', 'palette', 'palette, nothing found'] as const).map((name) => (
          <Button key={name} onClick={() => setOver(name)}>
            Show the {name}
          </Button>
        ))}
        <Button onClick={showMessages}>Show messages</Button>
      </Card>
      {over === 'dialog' && (
        <Dialog title="Resolve" onClose={close}>
          <div className="flex flex-col gap-4">
            <TextArea label="What mended it" data-first />
            <Button look="primary" className="self-end" shortcut="Ctrl ↵">
              Resolve
            </Button>
          </div>
        </Dialog>
      )}
      {over !== null && over !== 'dialog' && (
        <Palette
          groups={over === 'palette' ? GROUPS : []}
          query={over === 'palette' ? '' : 'nowhere'}
          onQuery={nothing}
          onRun={close}
          onClose={close}
        />
      )}
    </Section>
  );
};
