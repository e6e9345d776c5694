import { describe, expect, it } from 'vitest';
import { leavingOf } from './leaving.js';

const plan = { version: '1.2.3', runtime: 'Node 20', clean: (text: string) => text.replace('Ana', ':name') };

describe('what leaves of a fault', () => {
  it('says where in the console’s own code it was, and not on whose machine', () => {
    const frame = (filename: string) => ({
      filename,
      function: 'commit',
      lineno: 7,
      colno: 3,
      in_app: true,
      vars: { a: 'Ana' },
    });
    const left = leavingOf(
      {
        type: undefined,
        server_name: 'anas-laptop',
        user: { ip_address: '10.1.2.3' },
        exception: {
          values: [
            {
              type: 'Error',
              value: 'Ana is away',
              stacktrace: { frames: [frame('/home/ana/watchroom/dist/main/cli.js'), frame('C:\\Users\\Ana\\own.js')] },
            },
          ],
        },
      },
      plan,
    );
    expect(left).toEqual({
      type: undefined,
      release: 'watchroom@1.2.3',
      tags: { reporter: 'watchroom', runtime: 'Node 20' },
      exception: {
        values: [
          {
            type: 'Error',
            value: ':name is away',
            stacktrace: {
              frames: [
                { filename: 'dist/main/cli.js', function: 'commit', lineno: 7, colno: 3, in_app: true },
                { filename: 'own.js', function: 'commit', lineno: 7, colno: 3, in_app: true },
              ],
            },
          },
        ],
      },
    });
  });
});
