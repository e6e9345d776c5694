import { describe, expect, it } from 'vitest';
import { configOf, NINE_O_CLOCK } from '../../../../tests/support/engine.js';
import type { ExampleName, MessagePreview } from '../../core/model/preview.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { type TemplateTexts, templatesOf } from '../../core/notify/default-templates.js';
import { createPreviews } from './preview.js';

const previews = createPreviews(() => ['Open the address in a private window.']);
const { site } = configOf();

const shown = (channel: ChannelKind, example: ExampleName, texts: TemplateTexts = {}): MessagePreview =>
  previews.show({ channel, example, templates: templatesOf(texts), site, now: NINE_O_CLOCK });

const { examples } = previews.guide();
const all = examples.flatMap(({ name, channels }) => channels.map((channel) => [channel, name] as const));

describe('a preview', () => {
  it.each(all)('%s shows %s', (channel, example) => {
    const preview = shown(channel, example);
    expect(preview.channel).toBe(channel);
    expect(JSON.stringify(preview)).not.toMatch(/undefined|NaN|\[object/);
  });

  it('words what is really sent, as the template does', () => {
    const mail = shown('email', 'firing', {
      email: { subject: '{severity} at {site}', heading: 'Look at {name}', body: 'Now: {currentValue}\nCall 0123 first.' },
    });
    if (mail.channel !== 'email') throw new Error('no mail');
    expect(mail.subject).toBe(`Critical at ${site.name}`);
    expect(mail.html).toContain('Look at Site down');
    expect(mail.html).toContain('<strong>Now:</strong> 0');
    expect(mail.text).toContain('Call 0123 first.');
    expect(mail.text).not.toContain('Business Impact');
  });

  it('makes no markup of a template in a mail, nor of an alert’s words in Slack', () => {
    const mail = shown('email', 'firing', { email: { body: '<script>{summary}</script>' } });
    expect(JSON.stringify(mail)).toContain('&lt;script&gt;');
    const slack = shown('slack', 'firing', { slack: { body: '<!here> *{summary}*' } });
    expect(JSON.stringify(slack)).toContain('<!here> *Booking form is down');
  });

  it.each(['email', 'slack', 'sms', 'desktop'] as const)('by %s says TEST or DRILL whatever the template says', (channel) => {
    const mute: TemplateTexts = {
      email: { subject: 'all well', heading: 'all well' },
      slack: { heading: 'all well' },
      sms: { text: 'all well {id}' },
      desktop: { title: 'all well' },
    };
    expect(JSON.stringify(shown(channel, 'test', mute))).toMatch(/TEST/);
    if (channel !== 'desktop') expect(JSON.stringify(shown(channel, 'drill', mute))).toMatch(/DRILL/);
  });

  it.each([
    ['{headline}: {summary} ({lasting}, {id})'],
    ['{summary} {summary} {summary} {id}'],
    ['{businessImpact} {where} {since} {title} {message} {id}'],
    [`${'€'.repeat(79)} {summary} {id}`],
    ['🚨 {summary} „{name}“ {id}'],
    ['{site} '.repeat(40)],
  ])('of a short message has at most 160 letters: %s', (text) => {
    for (const example of ['firing', 'long', 'several', 'drill', 'test', 'escalated'] as const) {
      const sms = shown('sms', example, { sms: { text } });
      expect(sms.channel === 'sms' && sms.septets <= 160).toBe(true);
    }
  });

  it('of a short message that is too long keeps the id, and cuts the sentence', () => {
    const sms = shown('sms', 'long');
    expect(sms.channel === 'sms' && sms.text).toMatch(/^Critical: Response time .*\.\.\. \(for 1 d 1 h, a1204-1\)$/);
  });
});
