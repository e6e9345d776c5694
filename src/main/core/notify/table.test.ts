import { describe, expect, it } from 'vitest';
import type { ChannelKind } from '../model/reason.js';
import type { Severity } from '../model/rule.js';
import type { ChannelSettings } from '../model/telling.js';
import { hours, minutes } from '../time/instant.js';
import { digestMessage, summaryMessage } from './digest-message.js';
import { type Route, recipientsOf, routeOf, teamAddresses } from './route.js';

describe('the table', () => {
  it.each<[ChannelKind, Route, Route, Route, Route]>([
    ['desktop', 'now', 'now', 'now', 'now'],
    ['email', 'now', 'digest', 'summary', 'now'],
    ['slack', 'now', 'now', 'never', 'now'],
    ['sms', 'now', 'never', 'never', 'never'],
    ['webhook', 'now', 'now', 'now', 'now'],
  ])('%s', (channel, critical, warning, info, recovery) => {
    const routes = (['critical', 'warning', 'info'] as const).map((severity) => routeOf(channel, severity, 'firing'));
    expect([...routes, routeOf(channel, 'critical', 'recovered')]).toEqual([critical, warning, info, recovery]);
  });

  it('lets a test through everywhere, and the end of a suppression at once', () => {
    expect(routeOf('sms', 'critical', 'test')).toBe('now');
    expect(routeOf('email', 'warning', 'suppression-ended')).toBe('now');
    expect(routeOf('email', 'info', 'recovered')).toBe('summary');
  });
});

describe('who is told', () => {
  const settings: ChannelSettings = {
    desktop: null,
    email: { to: ['a@x.org'], digest: minutes(15), dailySummary: 480 },
    slack: { channels: { critical: '#c', warning: '#w', performance: '#p' } },
    sms: { to: [], perHour: 5, acknowledgeWithin: minutes(15) },
    webhook: null,
  };
  it.each<[ChannelKind, Severity, 'performance' | 'business', readonly string[] | null]>([
    ['desktop', 'critical', 'business', []],
    ['email', 'critical', 'business', ['a@x.org']],
    ['slack', 'critical', 'performance', ['#c']],
    ['slack', 'warning', 'performance', ['#p']],
    ['slack', 'warning', 'business', ['#w']],
    ['sms', 'critical', 'business', null],
    ['webhook', 'critical', 'business', null],
  ])('by %s of a %s of %s', (channel, severity, category, expected) => {
    expect(recipientsOf(channel, { severity, category }, settings)).toEqual(expected);
  });

  it('of a team: its own addresses, by SMS for criticals only', () => {
    const team = { email: ['s@x.org'], sms: ['+441'], slack: null };
    expect(teamAddresses('email', team, 'warning')).toEqual(['s@x.org']);
    expect(teamAddresses('sms', team, 'critical')).toEqual(['+441']);
    expect(teamAddresses('sms', team, 'warning')).toBeNull();
    expect(teamAddresses('slack', team, 'critical')).toBeNull();
    expect(teamAddresses('webhook', team, 'critical')).toBeNull();
    expect(teamAddresses('email', undefined, 'critical')).toBeNull();
  });
});

describe('messages of several alerts', () => {
  const firing = { text: 'Slow page: home, 4 s (limit 3 s)', severity: 'warning', state: 'firing', lasted: null } as const;
  const over = { ...firing, text: 'Slow page: booking', state: 'resolved', lasted: minutes(6) } as const;

  it('says what still fires and what is over', () => {
    expect(
      digestMessage([
        { ...firing, isAcknowledged: true },
        { ...over, isAcknowledged: false },
      ]),
    ).toMatchObject({
      title: '1 of 2 alerts still fires, the others are over',
      body: '· Slow page: home, 4 s (limit 3 s) (acknowledged)\n· Slow page: booking: over after 6 min',
      severity: 'warning',
      sound: false,
    });
    expect(digestMessage([{ ...over, isAcknowledged: false }])).toMatchObject({
      title: 'One alert came and is over',
      severity: 'ok',
    });
  });

  it('names the first twenty', () => {
    const many = Array.from({ length: 25 }, () => ({ ...firing, isAcknowledged: false }));
    expect(digestMessage(many).title).toBe('25 alerts fire');
    expect(digestMessage(many).body.split('\n').at(-1)).toBe('and 5 more');
  });

  it('sums a day up, also a quiet one', () => {
    const quiet = { fired: { critical: 0, warning: 0, info: 0 }, resolved: 0, open: [] };
    expect(summaryMessage([], quiet)).toMatchObject({
      title: 'Daily summary: nothing is open',
      body: 'Since the last summary nothing fired; 0 alerts ended.',
      severity: 'ok',
    });
    const line = { ...over, severity: 'info', lasted: hours(1), isAcknowledged: false } as const;
    const busy = { fired: { critical: 1, warning: 1, info: 2 }, resolved: 1, open: [{ ...firing, isAcknowledged: false }] };
    expect(summaryMessage([line], busy)).toMatchObject({
      title: 'Daily summary: one alert is open',
      body: [
        'Since the last summary 1 critical, 1 warning, 2 for information fired; 1 alert ended.',
        'For information:',
        '· Slow page: booking: over after 1 h',
        'Open now:',
        '· Slow page: home, 4 s (limit 3 s)',
      ].join('\n'),
      severity: 'warning',
    });
  });
});
