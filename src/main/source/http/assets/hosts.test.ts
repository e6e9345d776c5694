import { describe, expect, it } from 'vitest';
import type { TargetId } from '../../../core/model/target.js';
import { createKnownHosts } from './hosts.js';

const home = 'home' as TargetId;

describe('the hosts of a page', () => {
  it('go back to 0 when they are no longer named, so that their failures end', () => {
    const hosts = createKnownHosts();
    hosts.settle(home, [{ host: 'cdn.example', failures: 3 }]);
    expect(hosts.settle(home, [])).toEqual([{ host: 'cdn.example', failures: 0 }]);
  });

  it('beyond the first twenty are counted together, also when every look names new ones', () => {
    const hosts = createKnownHosts();
    for (let look = 0; look < 10; look += 1) {
      hosts.settle(
        home,
        Array.from({ length: 10 }, (_, n) => ({ host: `h${look}-${n}`, failures: 1 })),
      );
    }
    const settled = hosts.settle(home, [
      { host: 'new-1', failures: 2 },
      { host: 'new-2', failures: 3 },
    ]);
    expect(settled).toHaveLength(21);
    expect(settled).toContainEqual({ host: 'other', failures: 5 });
  });
});
