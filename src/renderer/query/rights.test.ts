import { describe, expect, it } from 'vitest';
import { PAST_IS_FIXED } from '../state/acts.js';
import { whyNotOf } from './rights.js';

const VIC = {
  actor: { name: 'Vic', role: 'viewer', via: 'desk' },
  refused: { 'alert.acknowledge': 'responder', 'rule.scenario': 'admin' },
} as const;

describe('why an act rests', () => {
  it('says what role it needs, and lets all that is not refused', () => {
    const whyNot = whyNotOf('now', VIC);
    expect(whyNot('alert.acknowledge')).toBe('Needs a responder. You look at this desk as a viewer.');
    expect(whyNot('explain.read')).toBeNull();
  });

  it('lets everything until it is known who asks', () => expect(whyNotOf('now', null)('config.edit')).toBeNull());

  it('lets one ask in the past, and change nothing', () => {
    const whyNot = whyNotOf('past', { actor: { name: 'Ana', role: 'admin', via: 'desk' }, refused: {} });
    expect(whyNot('alert.acknowledge')).toBe(PAST_IS_FIXED);
    expect(whyNot('target.readNow')).toBe(PAST_IS_FIXED);
    expect(whyNot('rule.scenario')).toBeNull();
    expect(whyNot('explain.read')).toBeNull();
    expect(whyNotOf('past', VIC)('rule.scenario')).toBe('Needs an admin. You look at this desk as a viewer.');
  });

  it('lets nothing while the engine does not hear of it', () => {
    const whyNot = whyNotOf('lost', { actor: { name: 'Ana', role: 'admin', via: 'desk' }, refused: {} });
    expect(whyNot('alert.acknowledge')).toContain('The connection to the engine broke.');
    expect(whyNot('rule.scenario')).toContain('once it is back');
  });
});
