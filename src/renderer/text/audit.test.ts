import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../preload/contract/views.js';
import { sayEntry } from './audit.js';

const said = (action: string, subject: string, via: AuditEntry['actor']['via']): string => {
  const { who, did, what, way } = sayEntry({ actor: { name: 'Ann', role: 'admin', via }, action, subject, details: {} });
  return [who, did, what, way].filter((part) => part !== '').join(' ');
};

describe('an entry of the record', () => {
  it.each([
    ['alert.acknowledge', 'a7-1', 'browser', 'Ann acknowledged a7-1 in a browser'],
    ['alert.test-alert', 'a8-1', 'desk', 'Ann raised the test alert a8-1 at this desk'],
    ['session.sign-in', 'console', 'browser', 'Ann signed in to the console in a browser'],
    ['engine.start', 'desk', 'engine', 'Ann started the watch'],
    ['config.edit', '/home/ann/config.yml', 'browser', 'Ann changed the configuration /home/ann/config.yml in a browser'],
    ['something.new', 'x', 'api', 'Ann something.new x through the API'],
  ] as const)('%s reads as a sentence', (action, subject, via, sentence) => expect(said(action, subject, via)).toBe(sentence));

  it('names the parts of the configuration that were changed, rather than where it stands', () => {
    const actor = { name: 'Ann', role: 'admin', via: 'desk' } as const;
    const details = { revision: 2, changed: 'targets home, book; site url' };
    expect(sayEntry({ actor, action: 'config.edit', subject: '/home/ann/config.yml', details })).toMatchObject({
      did: 'changed the configuration',
      what: '(targets home, book; site url)',
    });
  });

  it('says by id who it was, where a name is not enough to know', () => {
    const actor = { name: 'ann.smith', id: 'U024BE7LH', role: 'responder', via: 'slack' } as const;
    expect(sayEntry({ actor, action: 'alert.resolve', subject: 'a7-1', details: {} })).toMatchObject({
      who: 'ann.smith (U024BE7LH)',
      way: 'in Slack',
    });
  });
});
