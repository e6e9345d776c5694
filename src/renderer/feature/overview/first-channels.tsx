import { useView } from '../../state/console.js';
import { channelPath, useGo } from '../../state/place.js';
import { prefer } from '../../state/preferences.js';
import { sayChannel } from '../../text/delivery.js';
import { Button } from '../../ui/button.js';
import { Mark } from '../../ui/mark.js';

const KINDS = ['desktop', 'email', 'slack', 'sms', 'webhook'] as const;
const SAID = {
  ok: { tone: 'good', word: 'Ready' },
  failing: { tone: 'warning', word: 'Failing' },
  unused: { tone: 'good', word: 'Ready' },
  off: { tone: 'neutral', word: 'Off' },
} as const;

/** By what people are told. A channel is set up where it always is, and the guide waits meanwhile. */
export const FirstChannels = ({ onNext }: { onNext: () => void }) => {
  const channels = useView((view) => view.system.channels);
  const go = useGo();
  const setUp = (kind: string): void => {
    prefer({ guide: 'at-channels' });
    go(channelPath(kind));
  };
  return (
    <>
      <p className="text-soft">
        Pop-ups reach whoever sits here. Add a channel for when nobody does; you can also do it later.
      </p>
      <ul aria-label="Channels" className="flex flex-col divide-y divide-line">
        {KINDS.map((kind) => {
          const found = channels.find((channel) => channel.kind === kind);
          return (
            <li key={kind} className="flex min-h-11 items-center gap-3">
              <span className="grow">{sayChannel(kind)}</span>
              <Mark {...(found === undefined ? { tone: 'neutral', word: 'Not set up' } : SAID[found.state])} />
              {kind !== 'desktop' && (
                <Button shape="tight" aria-label={`Set up ${sayChannel(kind)}`} onClick={() => setUp(kind)}>
                  Set it up
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Button look="primary" className="self-start" onClick={onNext}>
        Go on
      </Button>
    </>
  );
};
