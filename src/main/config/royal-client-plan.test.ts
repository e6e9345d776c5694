import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readShipped } from './profiles.js';
import type { ProfileDocument } from './schema/v1.js';

let profile: ProfileDocument;

beforeAll(async () => {
  const { profiles } = await readShipped(join(import.meta.dirname, '../../../resources'));
  profile = profiles['royal-client'] as ProfileDocument;
});

describe('what the royal-client profile brings beside its rules', () => {
  const HOUR = 3_600_000;

  it('objectives hold the five promises', () => {
    expect(profile.objectives).toEqual([
      { id: 'uptime', kind: 'availability', target: 0.999, over: 720 * HOUR },
      { id: 'latency', kind: 'latency', under: 2_000, target: 0.99, over: 720 * HOUR },
      { id: 'errors', kind: 'errors', target: 0.99, over: 720 * HOUR },
      { id: 'lighthouse', kind: 'lighthouse', target: 0.9, over: 720 * HOUR },
      { id: 'web-vitals', kind: 'web-vitals', target: 0.75, over: 720 * HOUR },
    ]);
  });

  it('budgets and Lighthouse limits say the same as the rules', () => {
    const { defaults, pages } = profile.budgets ?? {};
    expect(defaults).toEqual({
      ...{ javascriptInitial: 150_000, javascript: 300_000, cssCritical: 14_000, css: 100_000 },
      ...{ imageHero: 150_000, images: 500_000, thirdParty: 5 },
    });
    expect(pages).toEqual({ home: { weight: 800_000, requests: 25 }, service: { weight: 600_000, requests: 20 } });
    expect(profile.lighthouse).toEqual({ performance: 90, accessibility: 95, bestPractices: 90, seo: 95 });
  });

  it('a critical goes to the senior team by its impact, then to management and to the executive team', () => {
    expect(profile.escalation).toEqual({
      critical: [
        { level: 1, after: { high: 0, medium: HOUR / 2, low: 2 * HOUR, none: HOUR }, team: 'senior' },
        { level: 2, after: 4 * HOUR, team: 'management' },
        { level: 3, after: 24 * HOUR, team: 'executive' },
      ],
      warning: [{ level: 1, after: { high: 0, medium: HOUR / 2, low: 2 * HOUR, none: 24 * HOUR }, team: 'senior' }],
      stopOnAcknowledge: false,
    });
  });

  it('teams and contacts are those of the standard', () => {
    const [technical, alerts, emergency, business] = ['technical-support', 'monitoring-admin', 'emergency', 'management'].map(
      (name) => `${name}@myprivatetutoronline.com`,
    );
    expect(profile.site?.contacts).toEqual({ technical, alerts, emergency, business });
    expect(profile.teams).toEqual({
      senior: { email: [technical] },
      management: { email: [business] },
      executive: { email: [emergency] },
    });
  });

  it('the worse alert of a form mutes the milder one for the same form', () => {
    expect(profile.inhibit).toContainEqual({
      when: { rule: 'form-submission-failures' },
      mute: { rule: 'revenue-form-failures' },
      equal: ['form'],
    });
  });
});
