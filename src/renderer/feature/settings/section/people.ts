import { list, number, type SettingsSection, text } from './settings-section.js';

const levels = (severity: 'critical' | 'warning', label: string, usual: string) =>
  ({
    key: `escalation.${severity}`,
    label,
    hint: `${usual} where there is none.`,
    kind: 'rows',
    as: 'list',
    one: 'Level',
    columns: [
      { key: 'level', label: 'Level', hint: '1 to 3.', holds: 'number' },
      { key: 'team', label: 'Team', hint: 'One of the teams, such as senior.' },
      { key: 'after', label: 'After', hint: 'So long after it fired, such as 4h; empty where the impact decides.' },
      { key: 'after.high', label: 'After, for a high impact', hint: 'Such as 0s.' },
      { key: 'after.medium', label: 'After, for a medium impact', hint: 'Such as 30m.' },
      { key: 'after.low', label: 'After, for a low impact', hint: 'Such as 2h.' },
      { key: 'after.none', label: 'After, where no impact is stated', hint: 'Such as 1h.' },
    ],
  }) as const;

export const escalation: SettingsSection = {
  id: 'escalation',
  name: 'Teams and escalation',
  what: 'Who is told next when nobody has answered, and when.',
  fields: [
    {
      key: 'teams',
      label: 'Teams',
      hint: 'The people behind each level. Of senior, management and executive the standard’s own addresses hold until others stand here.',
      kind: 'rows',
      as: 'map',
      one: 'Team',
      columns: [
        { key: 'name', label: 'Name', hint: 'Such as senior, management, executive.' },
        { key: 'email', label: 'Email', hint: 'Addresses, separated by commas.', holds: 'list' },
        { key: 'sms', label: 'SMS', hint: 'Numbers such as +447700900123, separated by commas.', holds: 'list' },
        { key: 'slack', label: 'Slack', hint: 'A channel, such as #senior.' },
      ],
    },
    levels('critical', 'Critical alerts', 'Senior by impact, management after 4 h and executive after 24 h'),
    levels('warning', 'Warnings', 'Senior after 24 h'),
    {
      key: 'escalation.stopOnAcknowledge',
      label: 'Stop when somebody acknowledges',
      hint: 'Otherwise an alert that lasts goes on to the next level.',
      kind: 'check',
    },
  ],
  inText: [],
};

export const quiet: SettingsSection = {
  id: 'quiet-hours',
  name: 'Quiet hours and limits',
  what: 'When messages that can wait do wait, and how many may be sent.',
  fields: [
    text('quietHours.from', 'Quiet from', 'Such as 22:00; empty: there are no quiet hours.'),
    text('quietHours.to', 'Until', 'Such as 07:00.'),
    text('quietHours.timeZone', 'In the time zone', 'The site’s where empty.'),
    list('quietHours.holds', 'What waits', 'warning, info; critical alerts never wait.'),
    text('rateLimits.perRule', 'Messages of one rule', '20/h where empty.'),
    number('rateLimits.storm.firings', 'A storm is so many alerts', '10 where empty: then one message tells of all.'),
    text('rateLimits.storm.within', 'Within', '1m where empty.'),
    list(
      'handOver.order',
      'When a channel fails, go on with',
      'desktop, slack, email, sms, webhook, the first first; empty: with none.',
    ),
    text('handOver.after', 'Failing for longer than', '5m where empty.'),
  ],
  inText: [],
};

export const planned: SettingsSection = {
  id: 'planned',
  name: 'Maintenance and explanations',
  what: 'Planned times in which nobody is told, and alerts that explain others.',
  fields: [
    {
      key: 'maintenance',
      label: 'Maintenance',
      hint: 'Once, from and until; or again and again, on days at a time. Which alerts: written in the text; all unless told.',
      kind: 'rows',
      as: 'list',
      one: 'Window',
      columns: [
        { key: 'name', label: 'Name', hint: 'Such as Move of the database.' },
        { key: 'from', label: 'From', hint: 'Such as 2026-12-24T18:00:00Z.' },
        { key: 'to', label: 'Until', hint: 'Such as 2026-12-24T20:00:00Z.' },
        {
          key: 'every.days',
          label: 'Again on',
          hint: 'mon, tue, wed, thu, fri, sat, sun; every day where empty.',
          holds: 'list',
        },
        { key: 'every.at', label: 'At', hint: 'Such as 02:00.' },
        { key: 'every.for', label: 'For', hint: 'Such as 2h.' },
        { key: 'timeZone', label: 'In the time zone', hint: 'The site’s where empty.' },
      ],
    },
    {
      key: 'inhibit',
      label: 'Explanations',
      hint: 'While the one fires, the others are held: what they say follows from it.',
      kind: 'rows',
      as: 'list',
      one: 'Explanation',
      columns: [
        { key: 'when.rule', label: 'While this rule fires', hint: 'Such as site-down; any where empty.' },
        { key: 'when.severity', label: 'Of severity', hint: 'critical, warning or info.' },
        { key: 'when.category', label: 'Of category', hint: 'availability, performance, business, build, infrastructure.' },
        { key: 'when.impact', label: 'Of impact', hint: 'high, medium or low.' },
        { key: 'mute.rule', label: 'Held: this rule', hint: 'Any where empty.' },
        { key: 'mute.severity', label: 'Held: severity', hint: 'critical, warning or info.' },
        { key: 'mute.category', label: 'Held: category', hint: 'Such as performance.' },
        { key: 'mute.impact', label: 'Held: impact', hint: 'high, medium or low.' },
        { key: 'equal', label: 'Labels that both share', hint: 'Such as target.', holds: 'list' },
      ],
    },
  ],
  inText: ['maintenance[].match', 'inhibit[].when.labels', 'inhibit[].mute.labels'],
};
