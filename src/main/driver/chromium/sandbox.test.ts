import { describe, expect, it } from 'vitest';
import { exited } from './end.js';
import { type Opened, openInSandbox, type SandboxRule, type Walls } from './sandbox.js';

const NO_SANDBOX = exited(1, null, 'No usable sandbox!');

/** How a browser is opened under a rule, where its sandbox can or cannot be had. */
const openedAs = async (
  rule: Pick<SandboxRule, 'allowUnsandboxed' | 'isRoot'>,
  end = exited(1, null, ''),
  works: readonly Walls[] = [],
) => {
  const tried: Walls[] = [];
  const result = await openInSandbox(
    { program: '/chrome', setting: 'sources.x.allowUnsandboxed', ...rule },
    async (walls): Promise<Opened<Walls>> => {
      tried.push(walls);
      return works.includes(walls) ? { ok: true, value: walls } : { ok: false, end };
    },
  );
  return { tried, result };
};

describe('a page is loaded', () => {
  it('in the sandbox wherever there is one, whatever is allowed', async () => {
    for (const allowUnsandboxed of [false, true]) {
      const { tried, result } = await openedAs({ allowUnsandboxed, isRoot: false }, NO_SANDBOX, ['sandboxed', 'unsandboxed']);
      expect([tried, result]).toEqual([['sandboxed'], { ok: true, value: 'sandboxed' }]);
    }
  });

  it('by root only where that is allowed, and else the browser is not even started', async () => {
    const refused = await openedAs({ allowUnsandboxed: false, isRoot: true }, NO_SANDBOX, ['sandboxed', 'unsandboxed']);
    expect(refused.tried).toEqual([]);
    expect(refused.result).toEqual({
      ok: false,
      error: expect.stringMatching(
        /^Watchroom runs as root, .*Run it as an ordinary user, or set sources\.x\.allowUnsandboxed where/,
      ),
    });
    const allowed = await openedAs({ allowUnsandboxed: true, isRoot: true }, NO_SANDBOX, ['unsandboxed']);
    expect([allowed.tried, allowed.result]).toEqual([['unsandboxed'], { ok: true, value: 'unsandboxed' }]);
  });

  it('without a sandbox where the system gives none and that is allowed, and never for another reason', async () => {
    const allowed = await openedAs({ allowUnsandboxed: true, isRoot: false }, NO_SANDBOX, ['unsandboxed']);
    expect([allowed.tried, allowed.result]).toEqual([['sandboxed', 'unsandboxed'], { ok: true, value: 'unsandboxed' }]);
    const refused = await openedAs({ allowUnsandboxed: false, isRoot: false }, NO_SANDBOX, ['unsandboxed']);
    expect([refused.tried, refused.result]).toEqual([
      ['sandboxed'],
      { ok: false, error: expect.stringMatching(/does not let it build its sandbox.*sources\.x\.allowUnsandboxed/) },
    ]);
    const broken = await openedAs({ allowUnsandboxed: true, isRoot: false }, exited(1, null, 'No space left on device'), [
      'unsandboxed',
    ]);
    expect([broken.tried, broken.result.ok]).toEqual([['sandboxed'], false]);
  });
});
